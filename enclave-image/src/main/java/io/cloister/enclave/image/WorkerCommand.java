// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// The arguments of the JVM in the image, a file that is measured with it. The launcher passes
/// these and nothing from its host: what a host may choose comes on standard input.
final class WorkerCommand {
  /// Where plaintext lies: memory of the enclave, by the image's mounts.
  static final String MEMORY = "/run/cloister";

  /// Sizes are for one job of 256 MiB at a time within 2 GiB of address space; see
  /// `docs/build/enclave.md` for what was measured.
  private static final List<String> OPTIONS =
      List.of(
          // A small, predictable address space, and no calls that Occlum lacks.
          "-Xmx256m",
          "-Xss512k",
          "-XX:+UseSerialGC",
          "-XX:MaxMetaspaceSize=96m",
          "-XX:CompressedClassSpaceSize=32m",
          "-XX:ReservedCodeCacheSize=64m",
          "-XX:-UseCompressedOops",
          "-XX:-UseContainerSupport",
          "-Xshare:off",
          // Nothing about the process leaves it: no counters, core, crash report or attaching.
          "-XX:-UsePerfData",
          "-XX:+DisableAttachMechanism",
          "-XX:-CreateCoredumpOnCrash",
          "-XX:+SuppressFatalErrorMessage",
          "-XX:+ExitOnOutOfMemoryError",
          "-Djava.io.tmpdir=" + MEMORY,
          "-Dcloister.memory=" + MEMORY,
          "-Duser.home=/",
          "--enable-native-access=ALL-UNNAMED");

  private WorkerCommand() {}

  /// The file of arguments, one a line.
  ///
  /// @param jars names in the order of the class path
  static String arguments(List<String> jars) {
    List<String> lines = new ArrayList<>(OPTIONS);
    lines.add("-cp");
    lines.add(
        jars.stream().map(jar -> "/opt/cloister/lib/" + jar).collect(Collectors.joining(":")));
    lines.add("io.cloister.enclave.boot.Worker");
    return String.join("\n", lines) + "\n";
  }
}
