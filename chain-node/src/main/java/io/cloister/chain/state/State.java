// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.state.StateTree;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// The whole state: tables of entries, each of which the tree commits to. Two nodes that hold the
/// same entries have the same root.
///
/// Written to by the ordering thread alone; tables may be read from any thread.
public final class State {
  private final StateTree tree = new StateTree();
  private final Map<String, Table<?, ?>> tables = new ConcurrentSkipListMap<>();

  /// An empty table of this state.
  ///
  /// @param kind of its entries; there is one table for each kind
  /// @param keys reads keys back
  /// @param values reads what entries hold back
  public <K extends Encodable & Comparable<K>, V extends Encodable> Table<K, V> table(
      String kind, CborReader.Element<K> keys, CborReader.Element<V> values) {
    Table<K, V> table = new Table<>(kind, tree, keys, values);
    if (tables.putIfAbsent(kind, table) != null) {
      throw new IllegalStateException("there is a table of " + kind + " already");
    }
    return table;
  }

  /// Commits to every entry.
  public Digest root() {
    return tree.root();
  }

  /// Hands out every entry, in the order of kinds and keys.
  public void export(Consumer<StateEntry> to) {
    tables.values().forEach(table -> table.export(to));
  }

  /// Takes in an entry that [#export] handed out. Whoever does so compares the root afterwards.
  ///
  /// @throws MalformedException if there is no such kind of entry, or it cannot be read
  public void restore(StateEntry entry) throws MalformedException {
    Table<?, ?> table = tables.get(entry.kind());
    if (table == null) {
      throw new MalformedException("unknown kind of entry " + entry.kind());
    }
    table.restore(entry);
  }

  /// The tree as it is now, from which entries can be proven later on.
  public StateTree snapshot() {
    return tree.snapshot();
  }
}
