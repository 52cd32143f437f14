// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// `cloister policy`: decides requests by policies, offline.
@NullMarked
package io.cloister.cli.policy;

import org.jspecify.annotations.NullMarked;
