// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.state.StateTree;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;

/// The entries of one kind, in the order of their keys. What an entry holds is never changed, only
/// replaced, so readers of other threads see whole entries.
///
/// @param <K> names an entry
/// @param <V> what it holds
public final class Table<K extends Encodable & Comparable<K>, V extends Encodable> {
  private final String kind;
  private final StateTree tree;
  private final CborReader.Element<K> keys;
  private final CborReader.Element<V> values;
  private final NavigableMap<K, V> entries = new ConcurrentSkipListMap<>();

  /// Counted here, since the map would have to walk through its entries.
  private volatile int size;

  Table(String kind, StateTree tree, CborReader.Element<K> keys, CborReader.Element<V> values) {
    this.kind = kind;
    this.tree = tree;
    this.keys = keys;
    this.values = values;
  }

  /// What an entry holds.
  public Optional<V> get(K key) {
    return Optional.ofNullable(entries.get(key));
  }

  /// Whether there is such an entry.
  public boolean contains(K key) {
    return entries.containsKey(key);
  }

  /// Makes or replaces an entry.
  ///
  /// @return what it held before
  public Optional<V> put(K key, V value) {
    V before = entries.put(key, value);
    if (before == null) {
      resize(1);
    }
    tree.put(StateKeys.of(kind, key.encode()), value.digest());
    return Optional.ofNullable(before);
  }

  /// Removes an entry.
  ///
  /// @return what it held
  public Optional<V> remove(K key) {
    V before = entries.remove(key);
    if (before != null) {
      resize(-1);
      tree.remove(StateKeys.of(kind, key.encode()));
    }
    return Optional.ofNullable(before);
  }

  /// How many entries there are.
  public int size() {
    return size;
  }

  /// What the entries hold, in the order of their keys.
  public Collection<V> values() {
    return Collections.unmodifiableCollection(entries.values());
  }

  /// The entries whose keys are not below this one, in order.
  public NavigableMap<K, V> from(K key) {
    return Collections.unmodifiableNavigableMap(entries.tailMap(key, true));
  }

  /// All entries, in order.
  public NavigableMap<K, V> all() {
    return Collections.unmodifiableNavigableMap(entries);
  }

  /// Hands out every entry, in the order of the keys.
  void export(Consumer<StateEntry> to) {
    entries.forEach((key, value) -> to.accept(new StateEntry(kind, key.encode(), value.encode())));
  }

  /// Takes in an entry that [#export] handed out.
  void restore(StateEntry entry) throws MalformedException {
    put(
        CborReader.whole(entry.key(), StateEntry.MAX_KEY, keys),
        CborReader.whole(entry.value(), StateEntry.MAX_VALUE, values));
  }

  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  private void resize(int by) {
    size += by;
  }
}
