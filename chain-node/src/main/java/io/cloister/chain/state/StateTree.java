// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.Digest;
import java.nio.charset.StandardCharsets;
import java.util.TreeMap;

/// PLACEHOLDER
public final class StateTree {
  private final TreeMap<Digest, Digest> leaves = new TreeMap<>();

  public void put(Digest key, Digest value) {
    leaves.put(key, value);
  }

  public void remove(Digest key) {
    leaves.remove(key);
  }

  public Digest root() {
    io.cloister.protocol.encoding.CborWriter out = new io.cloister.protocol.encoding.CborWriter();
    leaves.forEach((k, v) -> out.item(k).item(v));
    return Digest.of(out.toBytes());
  }

  public static Digest key(String kind, byte[] name) {
    return Digest.of(kind.getBytes(StandardCharsets.UTF_8), new byte[] {0}, name);
  }
}
