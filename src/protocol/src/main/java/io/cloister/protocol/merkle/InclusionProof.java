// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// Shows that an entry is in a log (RFC 9162, section 2.1.3). Whoever checks it trusts the root,
/// which they have from elsewhere, and nothing in the proof. A root does not bind the log's size:
/// take the size too from where the root came (a checkpoint), and compare it with the proof's.
///
/// @param index the entry's position, from 0
/// @param size how many entries the log had, at least 1
/// @param path the sibling hashes, leaf end first
public record InclusionProof(long index, long size, List<Digest> path) implements Encodable {

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

  /// Writes this proof as one item: the array that COSE Receipts use (RFC 9942, section 5.2).
  @Override
  public void write(CborWriter out) {
    out.array(3).integer(size).integer(index);
    HashPath.write(out, path);
  }

  /// Reads what [#write] wrote.
  public static InclusionProof read(CborReader in) throws MalformedException {
    in.array(3);
    long size = in.integer(1, Long.MAX_VALUE);
    long index = in.integer(0, size - 1);
    return new InclusionProof(index, size, HashPath.read(in));
  }

  /// Reads exactly one proof.
  public static InclusionProof decode(byte[] encoding) throws MalformedException {
    CborReader in = new CborReader(encoding);
    InclusionProof proof = read(in);
    in.end();
    return proof;
  }
}
