// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Intel's endorsements: the PCK certificate, TCB Info, the quoting enclave's identity, and the
/// proof that all of them are Intel's and current.
@NullMarked
package io.cloister.attestation.intel.collateral;

import org.jspecify.annotations.NullMarked;
