// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Measurements of Cloister beside a peer or the hardware's limit, both in the same run.
@NullMarked
package io.cloister.benchmarks;

import org.jspecify.annotations.NullMarked;
