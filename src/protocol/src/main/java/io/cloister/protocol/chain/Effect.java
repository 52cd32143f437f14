// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// What became of an entry of a block.
public sealed interface Effect extends Encodable {
  /// Most events of one entry.
  int MAX_EVENTS = 100_000;

  /// Largest explanation in bytes.
  int MAX_DETAIL = 1024;

  /// Reads what [#write] wrote.
  static Effect read(CborReader in) throws MalformedException {
    in.array(2);
    return in.integer(1, 2) == 1 ? Accepted.read(in) : Rejected.read(in);
  }

  /// The transaction changed the state.
  ///
  /// @param events what followed from it, in order
  record Accepted(List<ChainEvent> events) implements Effect {
    /// Checks the limits of this record.
    public Accepted {
      events = List.copyOf(events);
    }

    @Override
    public void write(CborWriter out) {
      out.array(2).integer(1).map(1).key(1).items(events);
    }

    /// Reads what [#write] wrote after the kind.
    public static Accepted read(CborReader in) throws MalformedException {
      in.map(1);
      return new Accepted(in.key(1).list(MAX_EVENTS, ChainEvent::read));
    }
  }

  /// The transaction changed nothing.
  ///
  /// @param code why, as a stable code
  /// @param detail why, in words
  record Rejected(String code, String detail) implements Effect {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(2).map(2).key(1).text(code).key(2).text(detail);
    }

    /// Reads what [#write] wrote after the kind.
    public static Rejected read(CborReader in) throws MalformedException {
      in.map(2);
      return new Rejected(in.key(1).text(Operation.MAX_TEXT), in.key(2).text(MAX_DETAIL));
    }
  }
}
