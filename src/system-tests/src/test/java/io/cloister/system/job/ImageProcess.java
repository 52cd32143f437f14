// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A worker that runs from the enclave's image, in a file system of nothing else, traced.
final class ImageProcess implements AutoCloseable {
  /// What the script answers where a machine lacks the tools or the rights: no worker does.
  static final int CANNOT = 77;

  private static final int END_SECONDS = 60;

  private final Process process;
  private final Path folder;
  private final Thread atExit;

  private ImageProcess(Process process, Path folder) {
    this.process = process;
    this.folder = folder;
    this.atExit = new Thread(this::killAll, "stop-image");
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  /// Starts it under the name of an operator.
  ///
  /// @param mode of `enter.sh`: `count` or `refuse`
  static ImageProcess start(World world, String operator, String mode) throws IOException {
    Path folder = Files.createDirectories(world.folder().resolve("image-" + mode));
    Path enclave = World.root().resolve("enclave-image");
    Process process =
        new ProcessBuilder(
                enclave.resolve("occlum/fit/enter.sh").toString(),
                enclave.resolve("target/image/rootfs/development").toString(),
                folder.toString(),
                mode)
            .redirectErrorStream(true)
            .redirectOutput(Redirect.to(folder.resolve("worker.log").toFile()))
            .start();
    ImageProcess image = new ImageProcess(process, folder);
    try (OutputStream input = process.getOutputStream()) {
      input.write(settings(world, operator).getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It has ended without reading them: the log says why.
    }
    return image;
  }

  private static String settings(World world, String operator) throws IOException {
    StringBuilder lines = new StringBuilder();
    WorkerSetting.plain(world, operator)
        .forEach((name, value) -> lines.append(name).append('=').append(value).append('\n'));
    for (Map.Entry<String, Path> file : WorkerSetting.files(world, operator).entrySet()) {
      String content = Base64.getEncoder().encodeToString(Files.readAllBytes(file.getValue()));
      lines.append(file.getKey()).append('=').append(content).append('\n');
    }
    return lines.toString();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int status() {
    return process.exitValue();
  }

  String log() throws IOException {
    return Files.readString(folder.resolve("worker.log"));
  }

  /// The most that it has ever mapped, in bytes.
  long peakBytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc/" + java() + "/status"))) {
      if (line.startsWith("VmPeak:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) * 1024;
      }
    }
    throw new IOException("the system does not tell the peak");
  }

  private long java() {
    return process
        .descendants()
        .filter(each -> each.info().command().orElse("").endsWith("/java"))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("the worker is not running"))
        .pid();
  }

  /// Tells the worker to end, as an operator would, and waits.
  ///
  /// @return the tracer's table: lines of name, calls, errors
  String shutDown() throws IOException, InterruptedException {
    ProcessHandle.of(java()).orElseThrow().destroy();
    if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the worker does not end");
    }
    try (var files = Files.list(folder)) {
      Path table = files.filter(file -> file.toString().endsWith(".txt")).findFirst().orElseThrow();
      return Files.readString(table);
    }
  }

  private void killAll() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    killAll();
    process.onExit().join();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
