// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

/// Whether hardware stands behind what was proven. Every receipt carries it.
public enum Mode {
  /// A TEE vendor's root of trust.
  HARDWARE,
  /// A software key of a developer's machine: worth nothing in production.
  SIMULATED
}
