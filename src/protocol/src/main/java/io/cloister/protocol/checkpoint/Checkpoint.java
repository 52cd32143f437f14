// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Base64;
import java.util.List;

/// The state of a log at one moment (C2SP tlog-checkpoint): how long it is, and the root over all
/// of it. Carries no extension lines.
///
/// @param origin which log, by a name that is its own for ever
/// @param size how many entries it has
/// @param root the root over them (RFC 9162)
public record Checkpoint(String origin, long size, Digest root) {
  private static final int LINES = 3;

  /// Checks the numbers and the name.
  ///
  /// @throws IllegalArgumentException if the size is negative or the origin cannot stand in a note
  public Checkpoint {
    NoteKey.requireName(origin);
    if (size < 0) {
      throw new IllegalArgumentException("a log of size " + size);
    }
    if (origin.startsWith("cosignature/")) {
      throw new IllegalArgumentException("an origin that could be taken for a cosignature");
    }
  }

  /// The note's text.
  public String text() {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root.bytes()) + "\n";
  }

  /// This checkpoint as a note without signatures.
  public SignedNote toNote() {
    return new SignedNote(text(), List.of());
  }

  /// Reads a note's text.
  public static Checkpoint parse(String text) throws MalformedException {
    List<String> lines = text.lines().toList();
    if (lines.size() != LINES) {
      throw new MalformedException("expected origin, size and root");
    }
    try {
      Checkpoint parsed =
          new Checkpoint(
              lines.get(0),
              Long.parseLong(lines.get(1)),
              new Digest(Base64.getDecoder().decode(lines.get(2))));
      if (!parsed.text().equals(text)) {
        throw new MalformedException("expected the one spelling of this checkpoint");
      }
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected origin, size and root", e);
    }
  }
}
