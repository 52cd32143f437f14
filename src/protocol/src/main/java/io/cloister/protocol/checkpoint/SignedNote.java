// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// A text with signatures below it (C2SP signed-note): what logs publish their checkpoints as. The
/// form is strict, so that one note has one spelling.
///
/// @param text what is signed: lines, each with its end
/// @param signatures in the order in which they stand
public record SignedNote(String text, List<NoteSignature> signatures) {
  /// The longest note in characters: a roster's signatures fit many times.
  public static final int MAX_LENGTH = 32 * 1024;

  private static final int MAX_SIGNATURES = 128;

  /// Checks that a note can carry the text.
  ///
  /// @throws IllegalArgumentException if it cannot, or if there are too many signatures
  public SignedNote {
    if (!text.endsWith("\n")
        || text.startsWith("\n")
        || text.contains("\n\n")
        || text.chars().anyMatch(SignedNote::isOdd)) {
      throw new IllegalArgumentException("a note's text is printable lines, none of them empty");
    }
    if (signatures.size() > MAX_SIGNATURES) {
      throw new IllegalArgumentException("a note of " + signatures.size() + " signatures");
    }
    signatures = List.copyOf(signatures);
  }

  /// This note with one more signature, below the others.
  public SignedNote with(NoteSignature signature) {
    List<NoteSignature> all = new ArrayList<>(signatures);
    all.add(signature);
    return new SignedNote(text, all);
  }

  /// The note as it is published.
  public String format() {
    StringBuilder note = new StringBuilder(text).append('\n');
    signatures.forEach(signature -> note.append(signature.line()));
    return note.toString();
  }

  /// Reads what [#format()] gives.
  public static SignedNote parse(String note) throws MalformedException {
    int end = note.indexOf("\n\n");
    if (note.length() > MAX_LENGTH || end < 0 || !note.endsWith("\n")) {
      throw new MalformedException("expected a text, an empty line and signatures");
    }
    List<NoteSignature> signatures = new ArrayList<>();
    for (String line : note.substring(end + 2).lines().toList()) {
      if (signatures.size() == MAX_SIGNATURES) {
        throw new MalformedException("expected at most " + MAX_SIGNATURES + " signatures");
      }
      signatures.add(NoteSignature.parse(line));
    }
    try {
      SignedNote parsed = new SignedNote(note.substring(0, end + 1), signatures);
      if (!parsed.format().equals(note)) {
        throw new MalformedException("expected the one spelling of this note");
      }
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected a text of printable lines", e);
    }
  }

  private static boolean isOdd(int c) {
    return c != '\n' && (c < ' ' || c > '~');
  }
}
