// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Verification of SGX and TDX quotes (DCAP), to the letter of Intel's specification and stricter
/// where Intel's own library is lax.
@NullMarked
package io.cloister.attestation.intel;

import org.jspecify.annotations.NullMarked;
