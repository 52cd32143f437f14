// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Policy bundles and decision records: what is published, and what is kept of each decision so
/// that anyone can decide it again.
@NullMarked
package io.cloister.policy.bundle;

import org.jspecify.annotations.NullMarked;
