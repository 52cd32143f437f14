// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// A TEE made of software, for development and tests, and the verifier that accepts it.
///
/// No other package refers to this one: a program accepts simulated evidence only if it hands a
/// [io.cloister.attestation.simulated.SimulatedVerifier] to its [io.cloister.attestation.Verifier],
/// and a production build leaves the whole package out.
@NullMarked
package io.cloister.attestation.simulated;

import org.jspecify.annotations.NullMarked;
