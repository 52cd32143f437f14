// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Base64;

/// The state of a log at one size: what validators cosign (C2SP tlog-checkpoint).
///
/// @param origin which log
/// @param size how many leaves it has
/// @param root its RFC 9162 root
public record Checkpoint(String origin, long size, Digest root) {
  private static final int LINES = 3;

  /// Checks that the origin is one line and the size is not negative.
  public Checkpoint {
    if (origin.isEmpty() || origin.chars().anyMatch(c -> c < ' ' || c > '~')) {
      throw new IllegalArgumentException("an origin is one line of printable ASCII");
    }
    if (size < 0) {
      throw new IllegalArgumentException("a log has no negative size");
    }
  }

  /// The text that is signed: origin, size, root, one a line, each with its newline.
  public String text() {
    return origin
        + "\n"
        + size
        + "\n"
        + Base64.getEncoder().encodeToString(root.bytes())
        + "\n";
  }

  /// Reads exactly what [#text] wrote; extension lines are refused.
  ///
  /// @throws MalformedException if it is anything else
  public static Checkpoint parse(String text) throws MalformedException {
    String[] lines = text.split("\n", LINES + 1);
    if (lines.length == LINES + 1 && lines[LINES].isEmpty()) {
      try {
        Digest root = new Digest(Base64.getDecoder().decode(lines[2]));
        Checkpoint checkpoint = new Checkpoint(lines[0], Long.parseLong(lines[1]), root);
        if (checkpoint.text().equals(text)) {
          return checkpoint;
        }
      } catch (IllegalArgumentException e) {
        throw new MalformedException("expected origin, size and root of a checkpoint", e);
      }
    }
    throw new MalformedException("expected three lines of a checkpoint");
  }
}
