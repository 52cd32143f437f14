// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.roots.HardwareVerifier;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/// Verifying real quotes, beside the npm package `@phala/dcap-qvl` on the same quotes with the same
/// collateral at the same instants, in the same run.
///
/// One thread each, alternating, medians of five. Cached: one verifier, as a gateway has it, that
/// keeps collateral whose signatures it has checked; times, revocation and the quote itself are
/// looked at each time. Cold: a new verifier for each quote, so every signature is checked anew,
/// which is what the package does.
final class AttestBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 5;

  /// Both compilers have to be done with the hot code; on a busy machine that takes a while.
  private static final int WARM_UP = 3;

  private static final long SLICE_MILLIS = 2000;
  private static final String CACHE = ".cloister/cache/dcap-qvl";
  private static final double NANOS_PER_MILLI = 1e6;
  private static final double NANOS = 1e9;
  private static final double MILLIS_PER_SECOND = 1000;

  @Override
  public Comparison run() throws BenchmarkException, InterruptedException {
    Path root = root();
    List<AttestCase> cases = AttestCase.all(vectors(root));
    Verifier kept = HardwareVerifier.production();
    List<Double> cached = new ArrayList<>();
    List<Double> cold = new ArrayList<>();
    List<Double> reference = new ArrayList<>();
    double cpu;
    try (AttestReference peer = AttestReference.start(root.resolve(CACHE), cases)) {
      for (int round = 0; round < WARM_UP; round++) {
        rate(cases, () -> kept);
        rate(cases, HardwareVerifier::production);
        peer.rate(SLICE_MILLIS);
      }
      double cpuBefore = cpuMillis();
      double verified = SLICE_MILLIS / MILLIS_PER_SECOND * rate(cases, () -> kept);
      cpu = (cpuMillis() - cpuBefore) / verified;
      for (int round = 0; round < ROUNDS; round++) {
        cached.add(rate(cases, () -> kept));
        reference.add(peer.rate(SLICE_MILLIS));
        cold.add(rate(cases, HardwareVerifier::production));
      }
    }
    return comparison(
        cases.size(),
        Comparison.median(cached),
        Comparison.median(reference),
        Comparison.median(cold),
        cpu);
  }

  private static Comparison comparison(
      int quotes, double ours, double theirs, double oursCold, double cpu) {
    return new Comparison(
        "attest",
        ours,
        theirs,
        "verifications/s",
        Comparison.Better.HIGHER,
        List.of(
            "%d real quotes (SGX v3, TDX v4 and v5), one thread, medians of %d"
                .formatted(quotes, ROUNDS),
            line("endorsements cached: %.3f ms a verification", MILLIS_PER_SECOND / ours),
            line("endorsements cached: %.3f ms of processor time a verification", cpu),
            line("cold: %.1f verifications/s", oursCold),
            line("cold: %.3f ms a verification", MILLIS_PER_SECOND / oursCold),
            line("cold: ratio of rates %.2f", oursCold / theirs),
            line(
                AttestReference.PACKAGE + ": %.3f ms a verification", MILLIS_PER_SECOND / theirs)));
  }

  /// The checkout that this class was built in.
  private static Path root() throws BenchmarkException {
    try {
      Path classes =
          Path.of(
              AttestBenchmark.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return classes.resolve("../../../..").normalize();
    } catch (URISyntaxException e) {
      throw new BenchmarkException("cannot tell where the checkout is", e);
    }
  }

  private static Path vectors(Path root) {
    String named = System.getenv("CLOISTER_VECTORS");
    return (named == null ? root.resolve("../shared/vectors") : Path.of(named))
        .resolve("attestation")
        .normalize();
  }

  private static double rate(List<AttestCase> cases, Supplier<Verifier> verifiers)
      throws BenchmarkException {
    long done = 0;
    long start = System.nanoTime();
    long end = start + SLICE_MILLIS * 1_000_000;
    while (System.nanoTime() < end) {
      for (AttestCase one : cases) {
        AttestationResult result =
            verifiers.get().verify(one.evidence(), one.endorsements(), one.at());
        if (!(result instanceof Proven)) {
          throw new BenchmarkException("a genuine quote was refused: " + result);
        }
      }
      done += cases.size();
    }
    return done * NANOS / (System.nanoTime() - start);
  }

  private static double cpuMillis() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() / NANOS_PER_MILLI;
  }

  private static String line(String format, double figure) {
    return String.format(Locale.ROOT, format, figure);
  }
}
