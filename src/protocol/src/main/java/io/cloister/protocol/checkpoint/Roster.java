// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519PublicKey;
import java.util.List;

/// The validators of an epoch and their weights.
///
/// @param members at least one, with distinct names and keys
public record Roster(List<Member> members) implements Encodable {
  private static final long MAX_WEIGHT = 1L << 32;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 64 * 1024;

  /// Checks the limits of this record.
  public Roster {
    if (members.isEmpty()
        || members.size() > MAX_MEMBERS
        || members.stream().map(Member::name).distinct().count() != members.size()
        || members.stream().map(Member::key).distinct().count() != members.size()) {
      throw new IllegalArgumentException(
          "members must be at most 64, with distinct names and keys");
    }
    members = List.copyOf(members);
  }

  @Override
  public void write(CborWriter out) {
    out.map(1).key(1).items(members);
  }

  /// Checks that this roster certifies a log's checkpoint: cosignatures of more than two thirds of
  /// the weight, and not one line that is unknown, doubled or false, so that no byte of a note is
  /// left unchecked.
  ///
  /// @param origin which log it must be
  /// @param note the signed note
  public Certification certifies(String origin, String note) {
    return CertifiedNote.check(this, origin, note);
  }

  /// The weight of all members.
  public long totalWeight() {
    return members.stream().mapToLong(Member::weight).sum();
  }

  /// Reads what [#write] wrote.
  public static Roster read(CborReader in) throws MalformedException {
    in.map(1);
    return new Roster(in.key(1).list(MAX_MEMBERS, Member::read));
  }

  /// Decodes a whole encoding.
  public static Roster decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Roster::read);
  }

  private static final int MAX_MEMBERS = 64;
  private static final int MAX_NAME = 128;

  /// One validator.
  ///
  /// @param name its key name in signed notes: no blanks, no plus sign
  /// @param key what it cosigns with
  /// @param weight its share of the vote, at least 1
  public record Member(String name, Ed25519PublicKey key, long weight) implements Encodable {
    /// Checks the limits of this record.
    public Member {
      if (name.isEmpty()
          || name.length() > MAX_NAME
          || name.chars().anyMatch(c -> c <= ' ' || c == '+' || c > '~')) {
        throw new IllegalArgumentException(
            "a member's name is printable ASCII without blank or plus");
      }
      if (weight < 1 || weight > MAX_WEIGHT) {
        throw new IllegalArgumentException("a member's weight is from 1 to " + MAX_WEIGHT);
      }
    }

    @Override
    public void write(CborWriter out) {
      out.map(3).key(1).text(name).key(2).item(key).key(3).integer(weight);
    }

    static Member read(CborReader in) throws MalformedException {
      in.map(3);
      return new Member(
          in.key(1).text(MAX_NAME),
          Ed25519PublicKey.read(in.key(2)),
          in.key(3).integer(1, MAX_WEIGHT));
    }
  }
}
