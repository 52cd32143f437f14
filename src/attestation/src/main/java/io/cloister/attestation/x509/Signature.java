// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;

/// A signature as certificates and revocation lists carry it.
///
/// @param algorithm the algorithm's identifier with its parameters, DER
/// @param value the signature itself
record Signature(Octets algorithm, byte[] value) {}
