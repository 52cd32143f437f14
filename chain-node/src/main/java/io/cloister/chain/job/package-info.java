// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Jobs on the chain: assignment, commitments, reveals, comparison and ending.
@NullMarked
package io.cloister.chain.job;

import org.jspecify.annotations.NullMarked;
