// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// The worker: runs inside the TEE, holds the keys, runs jobs.
@NullMarked
package io.cloister.enclave;

import org.jspecify.annotations.NullMarked;
