// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class MerkleProperties {
  private static final MerkleTree TREE = new MerkleTree();

  static {
    NaiveMerkle.leaves(3000).forEach(TREE::append);
  }

  @Property(tries = 200)
  void anEntryIsProvenAtItsPlaceAndNowhereElse(
      @ForAll @IntRange(min = 1, max = 3000) int size, @ForAll int at, @ForAll int elsewhere)
      throws MalformedException {
    int index = Math.floorMod(at, size);
    int other = Math.floorMod(elsewhere, size);
    InclusionProof proof = InclusionProof.decode(TREE.inclusion(index, size).encode());
    assertThat(proof.verify(TREE.root(size), TREE.leafHash(index))).isEqualTo(ProofVerdict.PROVEN);
    assertThat(proof.verify(TREE.root(size), TREE.leafHash(other)))
        .isEqualTo(ProofVerdict.when(other == index));
  }

  @Property(tries = 200)
  void aLogGrewFromItsPastAndFromNothingElse(
      @ForAll @IntRange(min = 1, max = 3000) int size, @ForAll int before, @ForAll int wrong)
      throws MalformedException {
    int old = Math.floorMod(before, size + 1);
    int other = Math.floorMod(wrong, size + 1);
    ConsistencyProof proof = ConsistencyProof.decode(TREE.consistency(old, size).encode());
    assertThat(proof.verify(TREE.root(old), TREE.root(size))).isEqualTo(ProofVerdict.PROVEN);
    assertThat(proof.verify(TREE.root(other), TREE.root(size)))
        .isEqualTo(ProofVerdict.when(other == old));
  }

  @Property(tries = 100)
  void theFrontierAgreesWithTheTree(@ForAll @IntRange(min = 0, max = 3000) int size) {
    MerkleFrontier frontier = new MerkleFrontier();
    for (int i = 0; i < size; i++) {
      frontier.append(TREE.leafHash(i));
    }
    Digest root = MerkleFrontier.restore(size, frontier.peaks()).root();
    assertThat(root).isEqualTo(TREE.root(size));
  }
}
