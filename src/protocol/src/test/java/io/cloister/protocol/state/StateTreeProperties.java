// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.state.StateProof.Finding;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class StateTreeProperties {
  /// Keys that share long prefixes, which SHA-256 would not give in a lifetime.
  private static Digest key(int number) {
    byte[] bytes = new byte[Digest.SIZE];
    bytes[number % 3] = (byte) (number / 3);
    bytes[31] = (byte) (number % 5);
    return new Digest(bytes);
  }

  @Property(tries = 200)
  void theRootDependsOnTheEntriesAlone(
      @ForAll @Size(max = 60) List<@IntRange(min = -400, max = 400) Integer> operations,
      @ForAll Random random) {
    StateTree tree = new StateTree();
    Map<Digest, Digest> model = new HashMap<>();
    for (int operation : operations) {
      Digest key = key(Math.abs(operation) % 100);
      if (operation < 0) {
        tree.remove(key);
        model.remove(key);
      } else {
        Digest value = Digest.of(new byte[] {(byte) operation});
        tree.put(key, value);
        model.put(key, value);
      }
    }
    List<Map.Entry<Digest, Digest>> order = new ArrayList<>(model.entrySet());
    Collections.shuffle(order, random);
    StateTree fresh = new StateTree();
    order.forEach(entry -> fresh.put(entry.getKey(), entry.getValue()));
    assertThat(tree.root()).isEqualTo(fresh.root()).isEqualTo(naiveRoot(model, 0));
    assertThat(tree.size()).isEqualTo(model.size());
    for (int number = 0; number < 100; number++) {
      Digest key = key(number);
      Digest value = model.get(key);
      Finding expected = value == null ? new Finding.Absent() : new Finding.Present(value);
      assertThat(tree.prove(key).verify(tree.root(), key)).isEqualTo(expected);
    }
  }

  /// The definition, word for word: nothing, one leaf, or a node over both halves.
  private static Digest naiveRoot(Map<Digest, Digest> entries, int depth) {
    if (entries.isEmpty()) {
      return StateHash.EMPTY;
    }
    if (entries.size() == 1) {
      Map.Entry<Digest, Digest> only = entries.entrySet().iterator().next();
      return StateHash.leaf(only.getKey(), only.getValue());
    }
    Map<Digest, Digest> left = new HashMap<>(entries);
    left.keySet().removeIf(key -> StateHash.bit(key.bytes(), depth) == 1);
    Map<Digest, Digest> right = new HashMap<>(entries);
    right.keySet().removeIf(key -> StateHash.bit(key.bytes(), depth) == 0);
    return StateHash.node(naiveRoot(left, depth + 1), naiveRoot(right, depth + 1));
  }
}
