// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Which part of the log a path asks for (C2SP tlog-tiles, "Merkle Tree"): groups of three digits,
/// all but the last behind an x, and the width behind them if the tile is not full.
///
/// @param index which tile of its level, from 0
/// @param width how many hashes or entries it has, 1 to 256
record TilePath(long index, int width) {
  /// Hashes or entries of a full tile.
  static final int FULL = 256;

  private static final int GROUP = 1_000;
  private static final Pattern FORM =
      Pattern.compile("((?:x[0-9]{3}/){0,5}[0-9]{3})(?:\\.p/([1-9][0-9]{0,2}))?");

  /// Reads what follows the level.
  static Optional<TilePath> parse(String path) {
    Matcher matcher = FORM.matcher(path);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    long index = 0;
    for (String group : matcher.group(1).split("/", -1)) {
      index = index * GROUP + Integer.parseInt(group.replace("x", ""));
    }
    int width = matcher.group(2) == null ? FULL : Integer.parseInt(matcher.group(2));
    boolean partial = matcher.group(2) != null;
    return width > FULL || (partial && width == FULL)
        ? Optional.empty()
        : Optional.of(new TilePath(index, width)).filter(tile -> tile.path().equals(path));
  }

  /// The one spelling of this path.
  String path() {
    String digits = "%03d".formatted(index % GROUP);
    for (long rest = index / GROUP; rest > 0; rest /= GROUP) {
      digits = "x%03d/".formatted(rest % GROUP) + digits;
    }
    return width == FULL ? digits : digits + ".p/" + width;
  }

  /// The first hash or entry.
  long first() {
    return index * FULL;
  }
}
