// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Runs one benchmark: `./cloister bench NAME [--json]`.
@Terminal
public final class Bench {
  /// A benchmark that can be run by name.
  interface Benchmark {
    /// Measures, which may take minutes.
    ///
    /// @throws BenchmarkException if something it needs is missing or fails
    Comparison run() throws BenchmarkException, InterruptedException;
  }

  private static final Map<String, Benchmark> BENCHMARKS =
      Map.ofEntries(
          Map.entry("attest", new AttestBenchmark()),
          Map.entry("overhead", new OverheadBenchmark()),
          Map.entry("policy", new PolicyBenchmark()),
          Map.entry("seal", new SealBenchmark()));

  private Bench() {}

  /// Exits with 0 when measured, 2 for wrong usage, 3 when something needed is missing.
  public static void main(String[] args) throws InterruptedException {
    List<String> words = List.of(args);
    List<String> names = words.stream().filter(word -> !word.startsWith("--")).toList();
    Benchmark benchmark = names.size() == 1 ? BENCHMARKS.get(names.getFirst()) : null;
    if (benchmark == null) {
      System.err.println(
          "usage: cloister bench NAME [--json], where NAME is one of "
              + new TreeSet<>(BENCHMARKS.keySet()));
      System.exit(2);
      return;
    }
    try {
      Comparison found = benchmark.run();
      System.out.println(words.contains("--json") ? found.json() : found.text());
    } catch (BenchmarkException e) {
      System.err.println("bench " + names.getFirst() + ": " + e.getMessage());
      System.exit(3);
    }
  }
}
