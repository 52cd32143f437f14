// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Makes the evidence by which others decide whether to trust this worker.
@NullMarked
package io.cloister.enclave.attest;

import org.jspecify.annotations.NullMarked;
