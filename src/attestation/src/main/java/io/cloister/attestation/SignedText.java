// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

/// A vendor's signed document, kept as it was received: a signature covers bytes, not meaning.
///
/// @param body the exact signed bytes
/// @param signature the signature over them, `r || s`
/// @param issuerChain the signer's certificates in PEM, leaf first
public record SignedText(Octets body, Octets signature, Octets issuerChain) {}
