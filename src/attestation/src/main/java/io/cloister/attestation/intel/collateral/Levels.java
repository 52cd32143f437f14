// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.json.JsonObject;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Comparator;
import java.util.List;

/// Reads what the levels of Intel's documents have in common.
final class Levels {
  /// Far above what Intel publishes for one model (about 20).
  static final int MAX_LEVELS = 256;

  static final int MAX_SVN_16 = 0xffff;
  private static final int MAX_ADVISORIES = 512;
  private static final int MAX_ADVISORY_LENGTH = 64;

  private Levels() {}

  static Level level(JsonObject level) throws MalformedException {
    return new Level(level.text("tcbStatus"), level.instant("tcbDate"), advisories(level));
  }

  static Validity validity(JsonObject document) throws MalformedException {
    return new Validity(document.instant("issueDate"), document.instant("nextUpdate"));
  }

  static SvnLevel svnLevel(JsonObject level) throws MalformedException {
    return new SvnLevel(level.object("tcb").integer("isvsvn", 0, MAX_SVN_16), level(level));
  }

  /// The levels of something with a single security version, highest first.
  static List<SvnLevel> svnLevels(JsonObject owner) throws MalformedException {
    return ordered(
        owner.objects("tcbLevels", MAX_LEVELS, Levels::svnLevel), SvnLevel.HIGHEST_FIRST);
  }

  /// Puts levels into the order to match in, whatever their order in the document.
  ///
  /// @throws MalformedException if there is none, or one twice: then two readers could disagree
  static <T> List<T> ordered(List<T> levels, Comparator<T> order) throws MalformedException {
    if (levels.isEmpty()) {
      throw new MalformedException("expected at least one TCB level");
    }
    List<T> sorted = levels.stream().sorted(order).toList();
    for (int i = 1; i < sorted.size(); i++) {
      if (order.compare(sorted.get(i - 1), sorted.get(i)) == 0) {
        throw new MalformedException("expected no TCB level twice");
      }
    }
    return sorted;
  }

  private static List<String> advisories(JsonObject level) throws MalformedException {
    if (!level.has("advisoryIDs")) {
      return List.of();
    }
    return level.texts("advisoryIDs", MAX_ADVISORIES, Levels::advisory);
  }

  private static String advisory(String id) throws MalformedException {
    if (id.length() > MAX_ADVISORY_LENGTH) {
      throw new MalformedException("expected an advisory's id");
    }
    return id;
  }
}
