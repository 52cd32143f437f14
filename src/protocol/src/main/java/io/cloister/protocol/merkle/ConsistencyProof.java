// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// Shows that a log only grew: that its entries at an older size are the first of those at a newer
/// one (RFC 9162, section 2.1.4). Whoever checks it has both roots from elsewhere.
///
/// @param oldSize how many entries the older log had
/// @param newSize how many the newer one has, not fewer
/// @param path the hashes; none where the older log is empty or the two are one
public record ConsistencyProof(long oldSize, long newSize, List<Digest> path) {

  /// Checks the numbers and the length of the path.
  public ConsistencyProof {
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException("from size " + oldSize + " to size " + newSize);
    }
    path = HashPath.of(path);
  }

  /// Checks that the log with `newRoot` begins with the log with `oldRoot` (RFC 9162, section
  /// 2.1.4.2).
  public ProofVerdict verify(Digest oldRoot, Digest newRoot) {
    if (oldSize == 0) {
      return ProofVerdict.when(path.isEmpty() && oldRoot.equals(MerkleHash.emptyRoot()));
    }
    if (oldSize == newSize) {
      return ProofVerdict.when(path.isEmpty() && oldRoot.equals(newRoot));
    }
    if (Long.bitCount(oldSize) == 1) {
      return climb(oldRoot, path, oldRoot, newRoot);
    }
    return path.isEmpty()
        ? ProofVerdict.REFUSED
        : climb(path.getFirst(), path.subList(1, path.size()), oldRoot, newRoot);
  }

  /// Steps 3 to 6 of the algorithm: from the root of the older log's last complete subtree upwards,
  /// both logs' roots at once.
  private ProofVerdict climb(Digest start, List<Digest> rest, Digest oldRoot, Digest newRoot) {
    int complete = Long.numberOfTrailingZeros(oldSize);
    long node = (oldSize - 1) >>> complete;
    long last = (newSize - 1) >>> complete;
    Digest oldHash = start;
    Digest newHash = start;
    for (Digest sibling : rest) {
      if (last == 0) {
        return ProofVerdict.REFUSED;
      }
      if ((node & 1) == 1 || node == last) {
        oldHash = MerkleHash.nodeHash(sibling, oldHash);
        newHash = MerkleHash.nodeHash(sibling, newHash);
        int risen = (node & 1) == 1 ? 0 : Long.numberOfTrailingZeros(node);
        node >>>= risen;
        last >>>= risen;
      } else {
        newHash = MerkleHash.nodeHash(newHash, sibling);
      }
      node >>>= 1;
      last >>>= 1;
    }
    return ProofVerdict.when(last == 0 && oldHash.equals(oldRoot) && newHash.equals(newRoot));
  }

  /// Writes this proof as one item: the array that COSE Receipts use (RFC 9942, section 5.2).
  public void write(CborWriter out) {
    out.array(3).integer(oldSize).integer(newSize);
    HashPath.write(out, path);
  }

  /// Reads what [#write] wrote.
  public static ConsistencyProof read(CborReader in) throws MalformedException {
    in.array(3);
    long oldSize = in.integer(0, Long.MAX_VALUE);
    long newSize = in.integer(oldSize, Long.MAX_VALUE);
    return new ConsistencyProof(oldSize, newSize, HashPath.read(in));
  }

  /// The encoding of this proof.
  public byte[] encode() {
    CborWriter out = new CborWriter();
    write(out);
    return out.toBytes();
  }

  /// Reads exactly one proof.
  public static ConsistencyProof decode(byte[] encoding) throws MalformedException {
    CborReader in = new CborReader(encoding);
    ConsistencyProof proof = read(in);
    in.end();
    return proof;
  }
}
