// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

class MerkleTest {
  private static final HexFormat HEX = HexFormat.of();

  private static final Digest ZERO = new Digest(new byte[Digest.SIZE]);

  /// The eight inputs and the roots that Certificate Transparency implementations share as vectors.
  private static final List<String> INPUTS =
      List.of(
          "",
          "00",
          "10",
          "2021",
          "3031",
          "40414243",
          "5051525354555657",
          "606162636465666768696a6b6c6d6e6f");

  private static final List<String> ROOTS =
      List.of(
          "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
          "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
          "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
          "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
          "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
          "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
          "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
          "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

  @Test
  void givesTheRootsThatCertificateTransparencyPublishes() {
    MerkleTree tree = new MerkleTree();
    MerkleFrontier frontier = new MerkleFrontier();
    assertThat(tree.root().hex())
        .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    for (int i = 0; i < INPUTS.size(); i++) {
      Digest leaf = MerkleHash.leafHash(HEX.parseHex(INPUTS.get(i)));
      tree.append(leaf);
      frontier.append(leaf);
      assertThat(tree.root().hex()).isEqualTo(ROOTS.get(i));
      assertThat(frontier.root()).isEqualTo(tree.root());
    }
  }

  @Test
  void givesTheProofsOfTheRecursiveDefinitionAtEverySize() {
    List<Digest> leaves = NaiveMerkle.leaves(70);
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::append);
    for (int size = 1; size <= leaves.size(); size++) {
      List<Digest> entries = leaves.subList(0, size);
      Digest root = NaiveMerkle.root(entries);
      assertThat(tree.root(size)).isEqualTo(root);
      for (int index = 0; index < size; index++) {
        InclusionProof proof = tree.inclusion(index, size);
        assertThat(proof)
            .isEqualTo(new InclusionProof(index, size, NaiveMerkle.path(index, entries)));
        assertThat(proof.verify(root, leaves.get(index))).isEqualTo(ProofVerdict.PROVEN);
      }
      for (int old = 1; old <= size; old++) {
        ConsistencyProof proof = tree.consistency(old, size);
        assertThat(proof)
            .isEqualTo(new ConsistencyProof(old, size, NaiveMerkle.subproof(old, entries, true)));
        assertThat(proof.verify(tree.root(old), root)).isEqualTo(ProofVerdict.PROVEN);
      }
    }
  }

  @Test
  void showsThatEveryLogBeginsWithTheEmptyOne() {
    MerkleTree tree = new MerkleTree();
    NaiveMerkle.leaves(5).forEach(tree::append);
    ConsistencyProof proof = tree.consistency(0, 5);
    assertThat(proof.verify(MerkleHash.emptyRoot(), tree.root())).isEqualTo(ProofVerdict.PROVEN);
    assertThat(proof.verify(tree.root(1), tree.root())).isEqualTo(ProofVerdict.REFUSED);
  }

  @Test
  void refusesEveryInclusionProofWithOneFieldChanged() {
    List<Digest> leaves = NaiveMerkle.leaves(21);
    MerkleTree tree = new MerkleTree();
    leaves.forEach(tree::append);
    for (int index = 0; index < leaves.size(); index++) {
      InclusionProof proof = tree.inclusion(index, leaves.size());
      Digest leaf = leaves.get(index);
      for (InclusionProof forged : mutations(proof)) {
        assertThat(forged.verify(tree.root(), leaf))
            .as("%s", forged)
            .isEqualTo(ProofVerdict.REFUSED);
      }
      assertThat(proof.verify(tree.root(20), leaf)).isEqualTo(ProofVerdict.REFUSED);
      assertThat(proof.verify(tree.root(), leaves.get((index + 1) % 21)))
          .isEqualTo(ProofVerdict.REFUSED);
    }
  }

  @Test
  void refusesEveryConsistencyProofWithOneFieldChanged() {
    MerkleTree tree = new MerkleTree();
    NaiveMerkle.leaves(21).forEach(tree::append);
    for (int old = 1; old < 21; old++) {
      ConsistencyProof proof = tree.consistency(old, 21);
      Digest oldRoot = tree.root(old);
      for (List<Digest> path : mutatedPaths(proof.path())) {
        assertThat(new ConsistencyProof(old, 21, path).verify(oldRoot, tree.root()))
            .isEqualTo(ProofVerdict.REFUSED);
      }
      assertThat(proof.verify(tree.root(old - 1), tree.root())).isEqualTo(ProofVerdict.REFUSED);
      assertThat(proof.verify(oldRoot, tree.root(20))).isEqualTo(ProofVerdict.REFUSED);
      assertThat(proof.verify(tree.root(), oldRoot)).isEqualTo(ProofVerdict.REFUSED);
    }
  }

  @Test
  void restoresAFrontierFromItsPeaks() {
    MerkleFrontier frontier = new MerkleFrontier();
    NaiveMerkle.leaves(13).forEach(frontier::append);
    MerkleFrontier restored = MerkleFrontier.restore(frontier.size(), frontier.peaks());
    Digest next = MerkleHash.leafHash(new byte[] {42});
    frontier.append(next);
    restored.append(next);
    assertThat(restored.root()).isEqualTo(frontier.root());
    assertThatThrownBy(() -> MerkleFrontier.restore(8, frontier.peaks()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void decodesWhatItEncodes() throws MalformedException {
    MerkleTree tree = new MerkleTree();
    NaiveMerkle.leaves(300).forEach(tree::append);
    InclusionProof inclusion = tree.inclusion(255, 300);
    assertThat(InclusionProof.decode(inclusion.encode())).isEqualTo(inclusion);
    ConsistencyProof consistency = tree.consistency(255, 300);
    assertThat(ConsistencyProof.decode(consistency.encode())).isEqualTo(consistency);
  }

  @Test
  void refusesNumbersThatNoLogHas() {
    assertMalformed("83000080");
    assertMalformed("83010180");
    assertMalformed("83012080");
    assertThatThrownBy(() -> ConsistencyProof.decode(HEX.parseHex("83020180")))
        .isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> new InclusionProof(1, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new ConsistencyProof(2, 1, List.of()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MerkleTree().inclusion(0, 1))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  private static void assertMalformed(String hex) {
    assertThatThrownBy(() -> InclusionProof.decode(HEX.parseHex(hex)))
        .isInstanceOf(MalformedException.class);
  }

  private static List<InclusionProof> mutations(InclusionProof proof) {
    List<InclusionProof> all = new ArrayList<>();
    for (long other = 0; other < proof.size(); other++) {
      if (other != proof.index()) {
        all.add(new InclusionProof(other, proof.size(), proof.path()));
      }
    }
    for (List<Digest> path : mutatedPaths(proof.path())) {
      all.add(new InclusionProof(proof.index(), proof.size(), path));
    }
    return all;
  }

  private static List<List<Digest>> mutatedPaths(List<Digest> path) {
    List<List<Digest>> all = new ArrayList<>();
    for (int i = 0; i < path.size(); i++) {
      byte[] bytes = path.get(i).bytes();
      bytes[i % Digest.SIZE] ^= 1;
      List<Digest> flipped = new ArrayList<>(path);
      flipped.set(i, new Digest(bytes));
      all.add(flipped);
      List<Digest> shorter = new ArrayList<>(path);
      shorter.remove(i);
      all.add(shorter);
      List<Digest> longer = new ArrayList<>(path);
      longer.add(i, ZERO);
      all.add(longer);
    }
    List<Digest> extended = new ArrayList<>(path);
    extended.add(ZERO);
    all.add(extended);
    return all;
  }
}
