// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// Shows that an entry is in a log (RFC 9162, section 2.1.3). Whoever checks it trusts the root,
/// which they have from elsewhere, and nothing in the proof.
///
/// @param index the entry's position, from 0
/// @param size how many entries the log had, at least 1
/// @param path the sibling hashes, leaf end first
public record InclusionProof(long index, long size, List<Digest> path) {

  /// Checks the numbers and the length of the path.
  public InclusionProof {
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("entry " + index + " of a log of size " + size);
    }
    path = HashPath.of(path);
  }

  /// Checks that an entry with `leafHash` is at [#index()] of the log with `root` (RFC 9162,
  /// section 2.1.3.2).
  public ProofVerdict verify(Digest root, Digest leafHash) {
    long node = index;
    long last = size - 1;
    Digest hash = leafHash;
    for (Digest sibling : path) {
      if (last == 0) {
        return ProofVerdict.REFUSED;
      }
      if ((node & 1) == 1 || node == last) {
        hash = MerkleHash.nodeHash(sibling, hash);
        int risen = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= risen;
        last >>>= risen;
      } else {
        hash = MerkleHash.nodeHash(hash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return ProofVerdict.when(last == 0 && hash.equals(root));
  }
}
