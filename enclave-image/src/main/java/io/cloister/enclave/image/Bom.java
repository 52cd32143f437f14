// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import io.cloister.enclave.image.RootFileSystem.Entry;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Predicate;

/// Describes a root file system to Occlum's `copy_bom`: layers in files of their own, that another
/// image may combine otherwise, each file with its digest.
final class Bom {
  private static final String HEAD = "# Made by the build: do not edit.\n";

  private Bom() {}

  /// A whole image: Occlum's own directories and C library, then these layers.
  static String image(List<String> layers) {
    StringBuilder text = new StringBuilder(HEAD + "includes:\n  - base.yaml\n  - libc.yaml\n");
    layers.forEach(layer -> text.append("  - ").append(layer).append(".yaml\n"));
    return text.toString();
  }

  /// One layer: the entries that belong to it.
  ///
  /// @param folder where the root file system lies, as seen from where `copy_bom` runs
  static String layer(List<Entry> entries, String folder, Predicate<String> member) {
    TreeMap<String, StringBuilder> targets = new TreeMap<>();
    for (Entry entry : entries) {
      int slash = entry.path().lastIndexOf('/');
      String parent = slash == 0 ? "/" : entry.path().substring(0, slash);
      if (member.test(entry.path()) && (entry.mode() == 'x' || entry.mode() == 'f')) {
        targets
            .computeIfAbsent(parent, target -> target(folder, target))
            .append(file(entry, slash));
      }
    }
    return HEAD + "targets:\n" + String.join("", targets.values());
  }

  private static StringBuilder target(String folder, String target) {
    return new StringBuilder()
        .append("  - target: ")
        .append(target)
        .append("\n    copy:\n      - from: ")
        .append(folder)
        .append(target)
        .append("\n        files:\n");
  }

  /// No dependencies by themselves: what is not listed is not in the image.
  private static String file(Entry entry, int slash) {
    return "          - name: %s\n            hash: %s\n            autodep: false\n"
        .formatted(entry.path().substring(slash + 1), entry.content().toUpperCase(Locale.ROOT));
  }
}
