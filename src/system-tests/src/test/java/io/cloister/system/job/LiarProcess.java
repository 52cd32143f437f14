// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.cli.stack.Ports;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

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
    URI address = Ports.local(world.ports().worker(World.WORKERS));
    Path keys = world.stack.genesis().resolveSibling(operator + ".key");
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
    builder
        .environment()
        .putAll(
            Map.of(
                "CLOISTER_CHAIN_URLS", world.stack.endpoints().chain().getFirst().toString(),
                "CLOISTER_GATEWAY_URL", world.stack.endpoints().gateway().toString(),
                "CLOISTER_GENESIS_FILE", world.stack.genesis().toString(),
                "CLOISTER_OPERATOR", operator,
                "CLOISTER_OPERATOR_KEY_FILE", keys.toString(),
                "CLOISTER_REGION", World.REGIONS.getFirst(),
                "CLOISTER_EVIDENCE", "simulated",
                "CLOISTER_SIMULATED_PLATFORM_KEY_FILE",
                    keys.resolveSibling("simulated-platform.key").toString(),
                "CLOISTER_WORKER_PORT", Integer.toString(address.getPort())));
    builder.redirectErrorStream(true).redirectOutput(world.folder().resolve("liar.log").toFile());
    return new LiarProcess(builder.start(), address);
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
