// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import java.time.Instant;
import java.util.List;

/// What checking a note against a [Roster] gave. Callers handle both.
public sealed interface Certification {
  /// More than two thirds of the roster's weight stands by the checkpoint.
  ///
  /// @param checkpoint what they stand by
  /// @param cosigners who does, in the note's order
  record Certified(Checkpoint checkpoint, List<Cosigner> cosigners) implements Certification {
    /// Copies the list.
    public Certified {
      cosigners = List.copyOf(cosigners);
    }
  }

  /// The note certifies nothing.
  ///
  /// @param reason the first check that failed
  record Refused(Reason reason) implements Certification {}

  /// A member who cosigned.
  ///
  /// @param name the member
  /// @param time when they say they did
  record Cosigner(String name, Instant time) {}

  /// Why a note was refused.
  enum Reason {
    /// It is not in the form of a signed note.
    NOT_A_NOTE("it is no signed note"),
    /// Its text is not a checkpoint.
    NOT_A_CHECKPOINT("its text is no checkpoint"),
    /// It is a checkpoint of another log.
    OTHER_ORIGIN("it is of another log"),
    /// A line is by none of the members. Notes carry nothing that nobody can check.
    UNKNOWN_SIGNER("a line is by nobody in the roster"),
    /// A line is in a member's name, but not by the member.
    FORGED_SIGNATURE("a line is not by the member that it names"),
    /// A member signed twice.
    REPEATED_SIGNER("a member has signed twice"),
    /// The cosigners have two thirds of the weight or less.
    TOO_LITTLE_WEIGHT("no more than two thirds of the weight have cosigned");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /// The reason in words.
    public String text() {
      return text;
    }
  }
}
