// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.checkpoint.Certification.Certified;
import io.cloister.protocol.checkpoint.Certification.Cosigner;
import io.cloister.protocol.checkpoint.Certification.Reason;
import io.cloister.protocol.checkpoint.Certification.Refused;
import io.cloister.protocol.checkpoint.Roster.Member;
import io.cloister.protocol.signature.Authenticity;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Counts the weight behind one note, line by line.
final class Tally {
  private final Roster roster;
  private final SignedNote note;
  private final List<Cosigner> cosigners = new ArrayList<>();
  private final Set<NoteKey> seen = new HashSet<>();
  private long weight;

  Tally(Roster roster, SignedNote note) {
    this.roster = roster;
    this.note = note;
  }

  Certification count(Checkpoint checkpoint) {
    for (NoteSignature line : note.signatures()) {
      Optional<Reason> fault = take(line);
      if (fault.isPresent()) {
        return new Refused(fault.get());
      }
    }
    return roster.isQuorum(weight)
        ? new Certified(checkpoint, cosigners)
        : new Refused(Reason.TOO_LITTLE_WEIGHT);
  }

  private Optional<Reason> take(NoteSignature line) {
    for (Member member : roster.members()) {
      for (NoteKey.Kind kind : NoteKey.Kind.values()) {
        NoteKey key = new NoteKey(member.name(), kind, member.key());
        if (line.isBy(key)) {
          return take(line, key, member);
        }
      }
    }
    return Optional.of(Reason.UNKNOWN_SIGNER);
  }

  private Optional<Reason> take(NoteSignature line, NoteKey key, Member member) {
    if (!seen.add(key)) {
      return Optional.of(Reason.REPEATED_SIGNER);
    }
    if (line.verify(key, note.text()) == Authenticity.FORGED) {
      return Optional.of(Reason.FORGED_SIGNATURE);
    }
    if (key.kind() == NoteKey.Kind.COSIGNATURE) {
      cosigners.add(new Cosigner(member.name(), line.time()));
      weight += member.weight();
    }
    return Optional.empty();
  }
}
