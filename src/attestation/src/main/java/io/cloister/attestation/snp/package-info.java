// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Verification of AMD SEV-SNP attestation reports (SEV-SNP Firmware ABI, chapter 7.3; VCEK
/// Certificate and KDS Interface Specification).
@NullMarked
package io.cloister.attestation.snp;

import org.jspecify.annotations.NullMarked;
