// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Seals results to their recipients and signs receipts.
@NullMarked
package io.cloister.enclave.seal;

import org.jspecify.annotations.NullMarked;
