// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Entities, their hierarchy, and the requests that are decided over them.
@NullMarked
package io.cloister.policy.entity;

import org.jspecify.annotations.NullMarked;
