// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Follows the chain, checks each order against what its parties signed, and runs it once.
@NullMarked
package io.cloister.enclave.runtime;

import org.jspecify.annotations.NullMarked;
