// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.quote;

import io.cloister.attestation.Octets;

/// A parsed quote. Every part is a claim until its signature is checked.
///
/// @param body what is attested
/// @param signed header and body: exactly the bytes under the signature
/// @param signature by the attestation key over them, `r || s`
/// @param attestationKey the key's coordinates, `x || y`
/// @param quotingEnclave the report of the enclave that made the attestation key
/// @param quotingEnclaveSignature by the platform's PCK key over that report, `r || s`
/// @param authenticationData what that enclave bound along with the key
/// @param pckChain the PCK certificate and those above it, PEM
public record Quote(
    ReportBody body,
    Octets signed,
    Octets signature,
    Octets attestationKey,
    EnclaveReport quotingEnclave,
    Octets quotingEnclaveSignature,
    Octets authenticationData,
    Octets pckChain) {}
