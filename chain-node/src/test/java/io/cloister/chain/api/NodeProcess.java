// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import static org.awaitility.Awaitility.await;

import io.cloister.chain.Fixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The packaged node as a process of its own, with the flags of a local stack.
final class NodeProcess implements AutoCloseable {
  private final Process process;
  private final URI base;
  final Duration startTime;

  private NodeProcess(Process process, URI base, Duration startTime) {
    this.process = process;
    this.base = base;
    this.startTime = startTime;
  }

  /// Writes what the node reads at its start.
  static void write(Fixture fixture, Path folder) {
    try {
      Files.write(folder.resolve("genesis"), fixture.genesis.encode());
      fixture.gatekeeper.with(exported -> Files.write(folder.resolve("key"), exported));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static NodeProcess start(Path folder) {
    return start(folder, List.of());
  }

  /// Starts one that needs further settings; returns when it orders.
  static NodeProcess start(Path folder, List<String> settings) {
    NodeProcess node = begin(folder, settings);
    node.awaitReady();
    return new NodeProcess(
        node.process, node.base, Duration.ofNanos(System.nanoTime() - node.startTime.toNanos()));
  }

  /// Starts one and does not wait for it.
  static NodeProcess begin(Path folder, List<String> settings) {
    try {
      int port = freePort();
      long begin = System.nanoTime();
      Process process = launch(folder, port, "development", settings);
      URI base = URI.create("http://127.0.0.1:" + port);
      return new NodeProcess(process, base, Duration.ofNanos(begin));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  void awaitReady() {
    await()
        .atMost(Duration.ofMinutes(2))
        .pollInterval(Duration.ofMillis(50))
        .until(() -> ready(process, base));
  }

  /// Starts a node that is to refuse; gives its exit status.
  static int endsWithin(Duration time, Path folder, String mode) throws Exception {
    Process process = launch(folder, freePort(), mode, List.of());
    try {
      await().atMost(time).until(() -> !process.isAlive());
      return process.exitValue();
    } finally {
      process.destroyForcibly();
    }
  }

  private static Process launch(Path folder, int port, String mode, List<String> settings)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-Dquarkus.http.port=" + port,
                "-Dcloister.chain.genesis-file=" + folder.resolve("genesis"),
                "-Dcloister.chain.key-file=" + folder.resolve("key"),
                "-Dcloister.chain.data-dir=" + folder.resolve("data"),
                "-Dcloister.chain.mode=" + mode));
    command.addAll(settings);
    command.addAll(List.of("-jar", System.getProperty("chain.program")));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
        .start();
  }

  NodeClient client(Fixture fixture) {
    return new NodeClient(base, fixture);
  }

  /// kill -9.
  void kill() {
    process.destroyForcibly();
    await().until(() -> !process.isAlive());
  }

  /// Resident memory in MiB, from the system.
  long residentMiB() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
          .findFirst()
          .orElse(0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    await().atMost(Duration.ofSeconds(30)).until(() -> !process.isAlive());
  }

  private static boolean ready(Process process, URI base) throws InterruptedException {
    if (!process.isAlive()) {
      throw new AssertionError("the node ended with " + process.exitValue());
    }
    try (HttpClient http = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(base.resolve("/q/health/ready")).build();
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
