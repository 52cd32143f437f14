// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.time.Instant;

/// When the proof was made and how long it holds.
///
/// @param verifiedAt the instant that the verifier judged at
/// @param endorsedAt when the older of the vendor's statements about the TCB was issued; the
///   instant of verification where the vendor makes none (AMD)
/// @param expiresAt when the first certificate, list or statement under it ends
public record Freshness(Instant verifiedAt, Instant endorsedAt, Instant expiresAt) {}
