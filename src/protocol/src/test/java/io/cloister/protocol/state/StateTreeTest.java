// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.state.StateProof.Finding;
import io.cloister.protocol.state.StateProof.Terminus;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class StateTreeTest {
  static Digest digest(String text) {
    return Digest.of(text.getBytes(StandardCharsets.UTF_8));
  }

  static StateTree treeOf(int entries) {
    StateTree tree = new StateTree();
    for (int i = 0; i < entries; i++) {
      tree.put(digest("key " + i), digest("value " + i));
    }
    return tree;
  }

  /// The published vectors: each line an operation, and the root after it.
  @Test
  void givesTheRootsOfThePublishedVectors() {
    StateTree tree = new StateTree();
    for (String line : vectors()) {
      String[] fields = line.split(" ", -1);
      switch (fields[0]) {
        case "put" -> tree.put(digest(fields[1]), digest(fields[2]));
        case "remove" -> tree.remove(digest(fields[1]));
        default -> throw new IllegalStateException("unknown operation " + fields[0]);
      }
      assertThat(tree.root().hex()).as(line).isEqualTo(fields[fields.length - 1]);
    }
    assertThat(tree.size()).isEqualTo(2);
  }

  @Test
  void provesEveryEntryAndTheAbsenceOfOthers() throws MalformedException {
    StateTree tree = treeOf(500);
    for (int i = 0; i < 500; i++) {
      StateProof proof = StateProof.decode(tree.prove(digest("key " + i)).encode());
      assertThat(proof.verify(tree.root(), digest("key " + i)))
          .isEqualTo(new Finding.Present(digest("value " + i)));
    }
    for (int i = 500; i < 1000; i++) {
      StateProof proof = StateProof.decode(tree.prove(digest("key " + i)).encode());
      assertThat(proof.verify(tree.root(), digest("key " + i))).isEqualTo(new Finding.Absent());
      assertThat(tree.get(digest("key " + i))).isEmpty();
    }
  }

  @Test
  void provesThatTheEmptyStateHoldsNothing() {
    StateTree tree = new StateTree();
    assertThat(tree.prove(digest("x")).verify(tree.root(), digest("x")))
        .isEqualTo(new Finding.Absent());
    assertThat(tree.root()).isEqualTo(StateHash.EMPTY);
  }

  @Test
  void refusesEveryProofWithOneFieldChanged() {
    StateTree tree = treeOf(100);
    for (String name : List.of("key 3", "key 77", "absent 1", "absent 2", "absent 3")) {
      Digest key = digest(name);
      StateProof proof = tree.prove(key);
      for (StateProof forged : mutations(proof)) {
        assertThat(forged.verify(tree.root(), key))
            .as("%s", forged)
            .isEqualTo(new Finding.Refused());
      }
      assertThat(proof.verify(digest("other root"), key)).isEqualTo(new Finding.Refused());
      assertThat(proof.verify(tree.root(), digest("other"))).isEqualTo(new Finding.Refused());
    }
  }

  /// A present entry must not be shown absent by pointing at a neighbour or at emptiness.
  @Test
  void refusesTheAbsenceOfWhatIsThere() {
    StateTree tree = treeOf(100);
    for (int i = 0; i < 100; i++) {
      Digest key = digest("key " + i);
      for (int j = 0; j < 100; j++) {
        StateProof other = tree.prove(digest("key " + j));
        Terminus neighbour = new Terminus.OtherEntry(digest("key " + j), digest("value " + j));
        for (Terminus terminus : List.of(neighbour, new Terminus.Vacant())) {
          assertThat(new StateProof(key, terminus, other.siblings()).verify(tree.root(), key))
              .isEqualTo(new Finding.Refused());
        }
      }
    }
  }

  @Test
  void keepsSnapshotsAsTheyWere() {
    StateTree tree = treeOf(50);
    StateTree snapshot = tree.snapshot();
    Digest root = tree.root();
    tree.put(digest("key 1"), digest("changed"));
    tree.remove(digest("key 2"));
    assertThat(snapshot.root()).isEqualTo(root).isNotEqualTo(tree.root());
    assertThat(snapshot.get(digest("key 1"))).contains(digest("value 1"));
    assertThat(snapshot.size()).isEqualTo(50);
    assertThat(tree.size()).isEqualTo(49);
  }

  @Test
  void refusesMalformedProofs() {
    assertThatThrownBy(() -> StateProof.decode(new byte[] {(byte) 0xa3}))
        .isInstanceOf(MalformedException.class);
    List<Digest> tooLong = new ArrayList<>();
    for (int i = 0; i < 257; i++) {
      tooLong.add(StateHash.EMPTY);
    }
    assertThatThrownBy(() -> new StateProof(digest("x"), new Terminus.Vacant(), tooLong))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static List<StateProof> mutations(StateProof proof) {
    List<StateProof> all = new ArrayList<>();
    Digest other = digest("forged");
    all.add(new StateProof(proof.key(), new Terminus.Entry(other), proof.siblings()));
    all.add(new StateProof(proof.key(), new Terminus.OtherEntry(other, other), proof.siblings()));
    if (!(proof.terminus() instanceof Terminus.Vacant)) {
      all.add(new StateProof(proof.key(), new Terminus.Vacant(), proof.siblings()));
    }
    if (proof.terminus() instanceof Terminus.Entry(Digest value)) {
      all.add(
          new StateProof(
              proof.key(), new Terminus.OtherEntry(proof.key(), value), proof.siblings()));
    }
    for (int i = 0; i < proof.siblings().size(); i++) {
      List<Digest> replaced = new ArrayList<>(proof.siblings());
      replaced.set(i, other);
      all.add(new StateProof(proof.key(), proof.terminus(), replaced));
      List<Digest> shorter = new ArrayList<>(proof.siblings());
      shorter.remove(i);
      all.add(new StateProof(proof.key(), proof.terminus(), shorter));
      List<Digest> longer = new ArrayList<>(proof.siblings());
      longer.add(i, StateHash.EMPTY);
      all.add(new StateProof(proof.key(), proof.terminus(), longer));
    }
    return all;
  }

  private static List<String> vectors() {
    try (InputStream in = StateTreeTest.class.getResourceAsStream("state-tree-vectors.txt")) {
      if (in == null) {
        throw new IllegalStateException("no vectors");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#") && !line.isBlank())
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
