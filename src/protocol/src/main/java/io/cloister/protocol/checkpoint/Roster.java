// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.checkpoint.Certification.Reason;
import io.cloister.protocol.checkpoint.Certification.Refused;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Authenticity;
import io.cloister.protocol.signature.Ed25519PublicKey;
import java.util.List;
import java.util.Optional;

/// The validators of an epoch and their weights.
///
/// @param members at least one, with distinct names and keys
public record Roster(List<Member> members) implements Encodable {
  /// As many validators as the ordering engine is meant for, several times over.
  private static final int MAX_MEMBERS = 64;

  /// Keeps sums of weights far from overflow.
  private static final long MAX_WEIGHT = 1L << 32;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 64 * 1024;

  /// Checks the limits of this record.
  public Roster {
    if (members.size() > MAX_MEMBERS) {
      throw new IllegalArgumentException("a roster of " + members.size() + " members");
    }
    if (members.isEmpty()
        || members.stream().map(Member::name).distinct().count() != members.size()
        || members.stream().map(Member::key).distinct().count() != members.size()) {
      throw new IllegalArgumentException("members must have distinct names and keys");
    }
    members = List.copyOf(members);
  }

  @Override
  public void write(CborWriter out) {
    out.map(1).key(1).items(members);
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

  /// Whether more than two thirds of the weight stands by a log's checkpoint. Every line must be by
  /// a member and genuine, each member's at most once: a cosignature, which counts, or a plain
  /// signature, which lets other readers of notes check it too.
  ///
  /// @param origin the log that the note must be about
  public Certification certifies(String origin, SignedNote note) {
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedException e) {
      return new Refused(Reason.NOT_A_CHECKPOINT);
    }
    if (!checkpoint.origin().equals(origin)) {
      return new Refused(Reason.OTHER_ORIGIN);
    }
    return new Tally(this, note).count(checkpoint);
  }

  /// As [#certifies(String, SignedNote)], for a note as it came in.
  ///
  /// @param origin the log that the note must be about
  /// @param note hostile
  public Certification certifies(String origin, String note) {
    try {
      return certifies(origin, SignedNote.parse(note));
    } catch (MalformedException e) {
      return new Refused(Reason.NOT_A_NOTE);
    }
  }

  /// Which member cosigned a checkpoint by a line, if one did.
  ///
  /// @param line hostile
  public Optional<Member> cosigner(Checkpoint checkpoint, NoteSignature line) {
    return members.stream().filter(member -> isBy(member, checkpoint, line)).findFirst();
  }

  private static boolean isBy(Member member, Checkpoint checkpoint, NoteSignature line) {
    NoteKey key = new NoteKey(member.name(), NoteKey.Kind.COSIGNATURE, member.key());
    return line.isBy(key) && line.verify(key, checkpoint.text()) == Authenticity.GENUINE;
  }

  /// Whether so much weight is a quorum: more than two thirds of all.
  public boolean isQuorum(long weight) {
    return Math.multiplyExact(3L, weight) > Math.multiplyExact(2L, totalWeight());
  }

  /// The weight of all members.
  public long totalWeight() {
    return members.stream().mapToLong(Member::weight).sum();
  }

  /// One validator.
  ///
  /// @param name its key name in signed notes: no blanks, no plus sign
  /// @param key what it cosigns with
  /// @param weight its share of the vote, at least 1
  public record Member(String name, Ed25519PublicKey key, long weight) implements Encodable {
    /// Checks the limits of this record.
    public Member {
      NoteKey.requireName(name);
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
          in.key(1).text(NoteKey.MAX_NAME),
          Ed25519PublicKey.read(in.key(2)),
          in.key(3).integer(1, MAX_WEIGHT));
    }
  }
}
