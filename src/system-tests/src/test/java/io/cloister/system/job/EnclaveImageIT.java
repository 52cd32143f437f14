// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.protocol.encoding.Digest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/// The enclave's image, run without an enclave: boots, registers, does a job and ends with nothing
/// but its own files, within the enclave's size, and with no system call that Occlum lacks.
@ExtendWith(SharedWorld.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class EnclaveImageIT {
  /// The operator of worker-2, whose place it takes.
  private static final String OPERATOR = "operator-3";

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /// `user_space_max_size` of Occlum.json.
  private static final long USER_SPACE_BYTES = 2L << 30;

  private static final Path FIT = World.root().resolve("enclave-image/occlum/fit");
  private static final Path REPORT = World.root().resolve("enclave-image/target/fit.txt");

  @BeforeAll
  static void forgetTheLastRun() throws IOException {
    Files.deleteIfExists(REPORT);
  }

  @Test
  @Order(1)
  void doesAJobThoughEveryCallThatOcclumLacksIsRefused(World world) throws Exception {
    Run run = run(world, "refuse");
    assertThat(run.calls).doesNotContainKeys(implemented().toArray(String[]::new));
    assertThat(run.calls.values()).allSatisfy(count -> assertThat(count.errors).isNotZero());
    assertThat(run.peakBytes).isLessThan(USER_SPACE_BYTES);
    report("Refused with ENOSYS, and the job was done:", run);
  }

  @Test
  @Order(2)
  void makesNoOtherCallsThanOcclumHasOrTheRunWithoutThemDidWithout(World world) throws Exception {
    Run run = run(world, "count");
    Set<String> missing = new TreeSet<>(run.calls.keySet());
    missing.removeAll(implemented());
    missing.remove("chroot"); // the script's own
    assertThat(missing).isSubsetOf("clone3", "rseq", "statx", "getrusage", "faccessat2");
    assertThat(run.peakBytes).isLessThan(USER_SPACE_BYTES);
    report("All calls from boot to shutdown:", run);
  }

  private record Run(Map<String, Count> calls, long peakBytes) {}

  private record Count(long calls, long errors) {}

  private static Run run(World world, String mode) throws Exception {
    List<AttestedWorker> others = world.fleet.workers().subList(0, 2);
    world.stack.kill("worker-2");
    try (ImageProcess image = ImageProcess.start(world, OPERATOR, mode)) {
      awaitHealth(world, image);
      AttestedWorker worker = world.fleet.worker(WorkerSetting.address(world));
      doJob(world, List.of(others.get(0), others.get(1), worker), mode);
      long peak = image.peakBytes();
      return new Run(parse(image.shutDown()), peak);
    } finally {
      world.stack.restart("worker-2");
    }
  }

  private static void awaitHealth(World world, ImageProcess image) throws IOException {
    await().atMost(PATIENCE).until(() -> !image.isAlive() || get(world, "/health").contains("UP"));
    if (!image.isAlive()) {
      assumeTrue(image.status() != ImageProcess.CANNOT, image.log());
      assertThat(image.isAlive()).as(image.log()).isTrue();
    }
  }

  private static void doJob(World world, List<AttestedWorker> workers, String mode)
      throws Exception {
    Question question = Question.of("a question to an image: " + mode, Question.QUICK);
    Digest definition = world.define(question.unanimous());
    world.ava.approve(definition, workers);
    world.max.approve(definition, workers);
    JobView end = world.run(definition, state -> {});
    assertThat(end.state()).as(end.json().toString()).isEqualTo(JobState.FINAL);
    assertThat(end.json().object("ending").texts("dissenting")).isEmpty();
    assertThat(get(world, "/metrics")).containsPattern("revealed\\S* 1");
  }

  private static String get(World world, String path) {
    URI url = WorkerSetting.address(world).resolve(path);
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(url).timeout(Duration.ofSeconds(10)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    } catch (IOException e) {
      return ""; // it is just starting
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// The tracer's lines: name, calls, and errors if there were some.
  private static Map<String, Count> parse(String table) {
    return table
        .lines()
        .map(line -> line.strip().split("\\s+"))
        .filter(fields -> fields.length >= 2 && fields[1].matches("\\d+"))
        .filter(fields -> !fields[0].equals("total"))
        .collect(
            Collectors.toMap(
                fields -> fields[0],
                fields ->
                    new Count(
                        Long.parseLong(fields[1]),
                        fields.length > 2 ? Long.parseLong(fields[2]) : 0),
                (first, second) -> first,
                TreeMap::new));
  }

  private static Set<String> implemented() throws IOException {
    return Files.readAllLines(FIT.resolve("syscalls.txt")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> line.substring(line.indexOf('\t') + 1))
        .collect(Collectors.toSet());
  }

  private static void report(String title, Run run) throws IOException {
    Set<String> implemented = implemented();
    StringBuilder text = new StringBuilder(Files.exists(REPORT) ? Files.readString(REPORT) : "");
    text.append(title)
        .append("\n%-20s %10s %10s  %s%n".formatted("call", "calls", "errors", "Occlum"));
    run.calls.forEach((name, count) ->
        text.append(
            "%-20s %10d %10d  %s%n"
                .formatted(
                    name,
                    count.calls,
                    count.errors,
                    implemented.contains(name) ? "implemented" : "ENOSYS")));
    text.append(
        "peak address space: %d MiB of %d%n%n"
            .formatted(run.peakBytes >> 20, USER_SPACE_BYTES >> 20));
    Files.writeString(REPORT, text);
  }
}
