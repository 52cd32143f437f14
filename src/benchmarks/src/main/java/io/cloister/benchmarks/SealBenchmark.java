// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.protocol.stream.DataKey;
import io.cloister.protocol.stream.OpeningInputStream;
import io.cloister.protocol.stream.SealingOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Sealing data larger than memory, beside openssl on the same machine in the same run.
///
/// Warm: our stream in memory on one thread, against `openssl speed` on AES-256-GCM at the same 64
/// KiB a call; alternating, medians of five. Both take their input from the processor's cache:
/// openssl goes over one buffer again and again, and so do we. Both count the seconds of processor
/// time that the thread took, as openssl speed does. Cold: a fresh process that seals 1 GiB from
/// file to file, against `openssl enc` on AES-256-CTR (openssl enc has no GCM, so it does less
/// work).
final class SealBenchmark implements Bench.Benchmark {
  private static final int ROUNDS = 5;
  private static final int WARM_BLOCK = 1024 * 1024;
  private static final int COLD_BLOCK = 64 * 1024 * 1024;
  private static final double GIGA = 1e9;
  private static final long SLICE_NANOS = 2_000_000_000L;
  private static final int MOST_WARM_SLICES = 10;
  private static final double STILL_RISING = 1.1;

  /// In GB/s; the interpreter alone stays far below.
  private static final double SETTLED_ABOVE = 0.5;

  private static final int COLD_BLOCKS = 16;
  private static final byte[] AAD = new byte[32];

  // The last line of openssl speed: "AES-256-GCM  5412345.67k" for the one size asked for.
  private static final Pattern SPEED = Pattern.compile("(?i)aes-256-gcm\\s+([0-9.]+)k");

  private final SecureRandom random = new SecureRandom();
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

  @Override
  public Comparison run() throws BenchmarkException, InterruptedException {
    List<Double> seal = new ArrayList<>();
    List<Double> open = new ArrayList<>();
    List<Double> openssl = new ArrayList<>();
    try (DataKey key = DataKey.generate(random)) {
      byte[] plaintext = new byte[WARM_BLOCK];
      random.nextBytes(plaintext);
      byte[] sealed = sealed(plaintext, key);
      warm(() -> sealRate(plaintext, key));
      warm(() -> openRate(sealed, key));
      for (int round = 0; round < ROUNDS; round++) {
        seal.add(sealRate(plaintext, key));
        openssl.add(opensslRate());
        open.add(openRate(sealed, key));
      }
    } catch (IOException e) {
      throw new BenchmarkException("sealing in memory failed", e);
    }
    List<String> detail = new ArrayList<>();
    detail.add("warm, one thread, 64 KiB segments, medians of " + ROUNDS);
    detail.add(line("open", Comparison.median(open), "GB/s"));
    detail.addAll(cold());
    return new Comparison(
        "seal",
        Comparison.median(seal),
        Comparison.median(openssl),
        "GB/s",
        Comparison.Better.HIGHER,
        detail);
  }

  /// Something that is measured in GB/s.
  @FunctionalInterface
  private interface Rate {
    double measure() throws IOException;
  }

  /// Runs until the compiler has done its work: until a slice is no faster than the one before it.
  private static void warm(Rate rate) throws IOException {
    double before = rate.measure();
    for (int slice = 1; slice < MOST_WARM_SLICES; slice++) {
      double now = rate.measure();
      if (now > SETTLED_ABOVE && now < before * STILL_RISING) {
        return;
      }
      before = now;
    }
  }

  private double sealRate(byte[] plaintext, DataKey key) throws IOException {
    long bytes = 0;
    long start = System.nanoTime();
    long startCpu = threads.getCurrentThreadCpuTime();
    try (SealingOutputStream out =
        new SealingOutputStream(OutputStream.nullOutputStream(), key, AAD, random)) {
      while (System.nanoTime() - start < SLICE_NANOS) {
        out.write(plaintext, 0, plaintext.length);
        bytes += plaintext.length;
      }
      out.finish();
    }
    return bytes / (double) (threads.getCurrentThreadCpuTime() - startCpu);
  }

  private double openRate(byte[] sealed, DataKey key) throws IOException {
    byte[] buffer = new byte[1024 * 1024];
    long bytes = 0;
    long start = System.nanoTime();
    long startCpu = threads.getCurrentThreadCpuTime();
    while (System.nanoTime() - start < SLICE_NANOS) {
      try (OpeningInputStream in =
          new OpeningInputStream(new ByteArrayInputStream(sealed), key, AAD)) {
        for (int read = in.read(buffer, 0, buffer.length);
            read >= 0;
            read = in.read(buffer, 0, buffer.length)) {
          bytes += read;
        }
      }
    }
    return bytes / (double) (threads.getCurrentThreadCpuTime() - startCpu);
  }

  private byte[] sealed(byte[] plaintext, DataKey key) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(plaintext.length + 65536);
    try (SealingOutputStream out = new SealingOutputStream(bytes, key, AAD, random)) {
      out.write(plaintext, 0, plaintext.length);
      out.finish();
    }
    return bytes.toByteArray();
  }

  private static double opensslRate() throws BenchmarkException, InterruptedException {
    String printed =
        Processes.output(
            List.of("openssl", "speed", "-seconds", "2", "-bytes", "65536", "-evp", "aes-256-gcm"));
    Matcher matcher = SPEED.matcher(printed);
    if (!matcher.find()) {
      throw new BenchmarkException("cannot read what openssl speed printed");
    }
    return Double.parseDouble(matcher.group(1)) * 1000 / GIGA;
  }

  private List<String> cold() throws BenchmarkException, InterruptedException {
    Path folder = Processes.scratchFolder();
    try {
      Path in = folder.resolve("in");
      byte[] block = new byte[COLD_BLOCK];
      try (OutputStream out = Files.newOutputStream(in)) {
        for (int i = 0; i < COLD_BLOCKS; i++) {
          random.nextBytes(block);
          out.write(block);
        }
      }
      return coldRuns(in, folder.resolve("out"));
    } catch (IOException e) {
      throw new BenchmarkException("cannot write 1 GiB of scratch files", e);
    } finally {
      delete(folder);
    }
  }

  private static List<String> coldRuns(Path in, Path out)
      throws BenchmarkException, InterruptedException {
    List<String> ours =
        Processes.java(ColdSeal.class, List.of("-Xmx64m", "-XX:+UseSerialGC"), in, out);
    List<String> openssl =
        List.of(
            "openssl",
            "enc",
            "-aes-256-ctr",
            "-K",
            "0".repeat(64),
            "-iv",
            "0".repeat(32),
            "-in",
            in.toString(),
            "-out",
            out.toString());
    List<Double> oursSeconds = new ArrayList<>();
    List<Double> opensslSeconds = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      oursSeconds.add(Processes.seconds(ours));
      opensslSeconds.add(Processes.seconds(openssl));
    }
    double mine = Comparison.median(oursSeconds);
    double reference = Comparison.median(opensslSeconds);
    return List.of(
        line("cold: ours for 1 GiB", mine, "s"),
        line("cold: openssl enc -aes-256-ctr for 1 GiB", reference, "s"),
        line("cold: ratio of rates", reference / mine, ""));
  }

  private static void delete(Path folder) {
    for (String name : List.of("in", "out", "")) {
      if (!folder.resolve(name).toFile().delete() && name.isEmpty()) {
        folder.toFile().deleteOnExit();
      }
    }
  }

  private static String line(String what, double figure, String unit) {
    return String.format(Locale.ROOT, "%s %.3f %s", what, figure, unit).trim();
  }
}
