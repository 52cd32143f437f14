// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import java.util.List;

/// Short forms for what becomes of a transaction.
public final class Effects {
  private Effects() {}

  /// The transaction changed the state, and this followed.
  public static Effect accepted(ChainEvent... events) {
    return new Effect.Accepted(List.of(events));
  }

  /// The transaction changed the state, and this followed.
  public static Effect accepted(List<ChainEvent> events) {
    return new Effect.Accepted(events);
  }

  /// The transaction changed nothing.
  ///
  /// @param code stable
  /// @param detail for people
  public static Effect rejected(String code, String detail) {
    return new Effect.Rejected(code, detail);
  }
}
