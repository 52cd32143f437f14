// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

/// One case with single bits of its evidence changed; always to be refused.
///
/// @param base the case's id
/// @param offset of the changed byte
/// @param xor what is changed in it
public record BatchFlip(String base, long offset, int xor) {
  /// The name of the result.
  public String id() {
    return "flip:" + base + ":" + offset + ":" + xor;
  }
}
