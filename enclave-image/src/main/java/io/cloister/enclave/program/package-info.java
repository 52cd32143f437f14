// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Runs an analyst's program over plaintext under the owners' rules. Nothing here can reach a key.
@NullMarked
package io.cloister.enclave.program;

import org.jspecify.annotations.NullMarked;
