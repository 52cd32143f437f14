// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

/// What checking a Merkle proof against a root gave. A proof has no degrees and no reasons: the
/// hashes lead to the root, or they do not.
public enum ProofVerdict {
  /// The hashes lead to the root.
  PROVEN,
  /// They do not; nothing may be concluded from the proof.
  REFUSED;

  /// The verdict for a comparison.
  static ProofVerdict when(boolean proven) {
    return proven ? PROVEN : REFUSED;
  }
}
