// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

/// The code that runs, as the evidence names it.
///
/// @param measurement of the code
/// @param signer who signed the code: MRSIGNER, MRSIGNERSEAM's TD counterpart (MROWNER), or SNP's
///   id-key digest; all zero where nobody did
/// @param productId the signer's number for the product
/// @param svn the signer's security version of the code
/// @param reportData what the code chose to say
public record Workload(
    Measurement measurement, Octets signer, int productId, int svn, ReportData reportData) {}
