// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/// A [Liar] in a process of its own, which registers under the name of an honest operator.
final class LiarProcess implements AutoCloseable {
  private final Process process;
  private final URI address;
  private final Thread atExit;

  private LiarProcess(Process process, URI address) {
    this.process = process;
    this.address = address;
    this.atExit = new Thread(process::destroyForcibly, "stop-liar");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  static LiarProcess start(World world, String operator) throws IOException {
    Path enclave = World.root().resolve("enclave-image/target");
    Path tests = World.root().resolve("src/system-tests/target/test-classes");
    String classPath =
        String.join(
            File.pathSeparator,
            List.of(enclave.resolve("classes").toString(), enclave + "/lib/*", tests.toString()));
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            classPath,
            Liar.class.getName());
    builder.environment().putAll(WorkerSetting.plain(world, operator));
    WorkerSetting.files(world, operator)
        .forEach((name, file) -> builder.environment().put(name + "_FILE", file.toString()));
    builder.redirectErrorStream(true).redirectOutput(world.folder().resolve("liar.log").toFile());
    return new LiarProcess(builder.start(), WorkerSetting.address(world));
  }

  /// Where it serves health.
  URI address() {
    return address;
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
