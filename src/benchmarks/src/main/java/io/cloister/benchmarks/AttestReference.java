// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// The npm package beside which verification is measured, in a Node of its own that stays up, so
/// that its compiler is as warm as ours.
final class AttestReference implements AutoCloseable {
  /// What is fetched, once, from the npm registry.
  static final String PACKAGE = "@phala/dcap-qvl@0.3.9";

  private static final String SCRIPT = "attest-reference.js";

  private final Process node;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  private AttestReference(Process node) {
    this.node = node;
    this.requests = node.outputWriter(StandardCharsets.UTF_8);
    this.answers = node.inputReader(StandardCharsets.UTF_8);
  }

  /// Installs the package into a cache if it is not there, and starts it on these cases.
  static AttestReference start(Path cache, List<AttestCase> cases)
      throws BenchmarkException, InterruptedException {
    Path script = install(cache);
    List<String> command = new ArrayList<>(List.of("node", script.toString(), cache.toString()));
    cases.forEach(one -> command.addAll(one.words()));
    try {
      return new AttestReference(
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
    } catch (IOException e) {
      throw new BenchmarkException("cannot run node; install Node.js 20 or newer", e);
    }
  }

  private static Path install(Path cache) throws BenchmarkException, InterruptedException {
    try (InputStream script =
        Objects.requireNonNull(AttestReference.class.getResourceAsStream(SCRIPT))) {
      Files.createDirectories(cache);
      Files.copy(script, cache.resolve(SCRIPT), StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new BenchmarkException("cannot write to " + cache, e);
    }
    if (!Files.isDirectory(cache.resolve("node_modules/@phala/dcap-qvl"))) {
      Processes.output(
          List.of(
              "npm",
              "install",
              "--prefix",
              cache.toString(),
              "--no-audit",
              "--no-fund",
              "--ignore-scripts",
              PACKAGE));
    }
    return cache.resolve(SCRIPT);
  }

  /// Verifies for so long and returns the verifications per second.
  double rate(long milliseconds) throws BenchmarkException {
    try {
      requests.write(milliseconds + "\n");
      requests.flush();
      String answer = answers.readLine();
      if (answer == null) {
        throw new BenchmarkException(
            PACKAGE + " ended: it refused a quote, or could not be loaded");
      }
      return Double.parseDouble(answer);
    } catch (IOException | NumberFormatException e) {
      throw new BenchmarkException(PACKAGE + " did not answer", e);
    }
  }

  @Override
  public void close() {
    node.destroy();
  }
}
