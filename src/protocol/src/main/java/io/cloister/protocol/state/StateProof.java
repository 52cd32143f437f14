// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// Shows what one entry of a state holds, or that there is no such entry. Whoever checks it trusts
/// the state's root, which they have from a certified header, and nothing in the proof.
///
/// @param key the entry asked for
/// @param terminus what stands where the path of the key ends
/// @param siblings the hashes beside the path, root end first
public record StateProof(Digest key, Terminus terminus, List<Digest> siblings)
    implements Encodable {
  /// The longest encoding in bytes.
  public static final int MAX_BYTES = 16 * 1024;

  private static final int KEY_BITS = Digest.SIZE * Byte.SIZE;

  /// What stands at the end of a path.
  public sealed interface Terminus extends Encodable {
    /// Nothing.
    record Vacant() implements Terminus {
      @Override
      public void write(CborWriter out) {
        out.array(1).integer(VACANT);
      }
    }

    /// The entry asked for.
    ///
    /// @param value the digest of what it holds
    record Entry(Digest value) implements Terminus {
      @Override
      public void write(CborWriter out) {
        out.array(2).integer(ENTRY).item(value);
      }
    }

    /// Another entry, whose key begins with the same bits; were the one asked for there too, a
    /// branch would stand here.
    ///
    /// @param key the other's key
    /// @param value the digest of what it holds
    record OtherEntry(Digest key, Digest value) implements Terminus {
      @Override
      public void write(CborWriter out) {
        out.array(3).integer(OTHER_ENTRY).item(key).item(value);
      }
    }

    private static Terminus read(CborReader in) throws MalformedException {
      int elements = in.array();
      int kind = (int) in.integer(VACANT, OTHER_ENTRY);
      if (elements != kind + 1) {
        throw new MalformedException("expected " + (kind + 1) + " elements of a terminus");
      }
      return switch (kind) {
        case VACANT -> new Vacant();
        case ENTRY -> new Entry(Digest.read(in));
        default -> new OtherEntry(Digest.read(in), Digest.read(in));
      };
    }

    /// Wire number of [Vacant].
    int VACANT = 0;

    /// Wire number of [Entry].
    int ENTRY = 1;

    /// Wire number of [OtherEntry].
    int OTHER_ENTRY = 2;
  }

  /// What a proof shows.
  public sealed interface Finding {
    /// The entry is there.
    ///
    /// @param value the digest of what it holds
    record Present(Digest value) implements Finding {}

    /// There is no such entry.
    record Absent() implements Finding {}

    /// The hashes do not lead to the root; nothing may be concluded.
    record Refused() implements Finding {}
  }

  /// Checks the length of the path.
  public StateProof {
    if (siblings.size() > KEY_BITS) {
      throw new IllegalArgumentException("a path of " + siblings.size() + " hashes");
    }
    siblings = List.copyOf(siblings);
  }

  /// Finds what the state with this root holds under a key.
  ///
  /// @param root the state's root, from a certified header
  /// @param expectedKey the key that is asked about, which must be the proof's
  public Finding verify(Digest root, Digest expectedKey) {
    if (!key.equals(expectedKey) || !fold().equals(root)) {
      return new Finding.Refused();
    }
    return switch (terminus) {
      case Terminus.Entry(Digest value) -> new Finding.Present(value);
      case Terminus.Vacant() -> new Finding.Absent();
      case Terminus.OtherEntry(Digest other, Digest value) ->
          standsInTheWay(other) ? new Finding.Absent() : new Finding.Refused();
    };
  }

  /// The root to which the hashes lead.
  private Digest fold() {
    byte[] bits = key.bytes();
    Digest hash =
        switch (terminus) {
          case Terminus.Vacant() -> StateHash.EMPTY;
          case Terminus.Entry(Digest value) -> StateHash.leaf(key, value);
          case Terminus.OtherEntry(Digest other, Digest value) -> StateHash.leaf(other, value);
        };
    for (int depth = siblings.size() - 1; depth >= 0; depth--) {
      Digest sibling = siblings.get(depth);
      hash =
          StateHash.bit(bits, depth) == 0
              ? StateHash.node(hash, sibling)
              : StateHash.node(sibling, hash);
    }
    return hash;
  }

  /// Whether another entry's key is another, and leads down the same path.
  private boolean standsInTheWay(Digest other) {
    byte[] mine = key.bytes();
    byte[] theirs = other.bytes();
    for (int depth = 0; depth < siblings.size(); depth++) {
      if (StateHash.bit(mine, depth) != StateHash.bit(theirs, depth)) {
        return false;
      }
    }
    return !other.equals(key);
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(key).key(2).item(terminus).key(3).items(siblings);
  }

  /// Reads what [#write] wrote.
  public static StateProof read(CborReader in) throws MalformedException {
    in.map(3);
    return new StateProof(
        Digest.read(in.key(1)), Terminus.read(in.key(2)), in.key(3).list(KEY_BITS, Digest::read));
  }

  /// Reads exactly one proof.
  public static StateProof decode(byte[] encoding) throws MalformedException {
    return CborReader.whole(encoding, MAX_BYTES, StateProof::read);
  }
}
