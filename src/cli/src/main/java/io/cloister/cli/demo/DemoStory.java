// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.demo;

import io.cloister.cli.job.BundleFolder;
import io.cloister.cli.job.ResultText;
import io.cloister.cli.keys.Talk;
import io.cloister.client.agreement.Agreements.Approved;
import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.OpenedResult;
import io.cloister.client.job.Submission;
import io.cloister.client.json.JsonException;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.RefusedException;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.JobParameters;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/// The main job: two companies' sealed data become one verified answer.
///
/// Tells its steps on standard error, so that standard output holds the answer alone.
public final class DemoStory {
  private static final Duration WORKERS_PATIENCE = Duration.ofSeconds(60);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(500);
  private static final int WORKERS = 3;
  private static final int SHOWN_ROWS = 12;

  private final Path state;
  private final Path data;
  private final Trust trust;
  private final Talk talk;
  private final DemoAgreement agreement = new DemoAgreement(InstantSource.system());

  /// @param stage the stack that it is played on
  /// @param data the folder of the two companies' plaintext
  public DemoStory(DemoStage stage, Path data, Talk talk) {
    this.state = stage.where().state();
    this.data = data;
    this.trust = stage.trust();
    this.talk = talk;
  }

  /// How the story ended.
  ///
  /// @param job the job
  /// @param result what the analyst opened
  /// @param bundle where the evidence lies
  record Outcome(JobView job, OpenedResult result, Path bundle) {}

  /// What the two companies signed.
  ///
  /// @param definition the definition's digest
  /// @param workers which workers' evidence they accept
  public record Agreed(Digest definition, WorkerTrust workers) {}

  /// Plays it.
  ///
  /// @param ava analyst and data owner of the airline
  /// @param max data owner of the airport operator
  Outcome play(DemoParty ava, DemoParty max)
      throws ClientException, IOException, JsonException, MalformedException {
    Agreed agreed = agree(ava, max);

    talk.say("3 The analyst submits the job and follows it");
    JobView job = run(ava, agreed, reached -> talk.say("  " + reached));

    talk.say("4 The analyst verifies the bundle offline and opens the result with her own key");
    OpenedResult result = ava.client().jobs().result(job.id(), ava.keys(), trust);
    talk.table(ResultText.rows(result.table(), SHOWN_ROWS));
    int rows = ResultText.count(result.table());
    talk.print(rows + " rows, of which " + Math.min(rows, SHOWN_ROWS) + " shown");
    return new Outcome(job, result, BundleFolder.keep(state, job.id(), result.bundle()));
  }

  /// Plays it up to the point where jobs may be submitted: sealed data, one definition, approvals.
  public Agreed agree(DemoParty ava, DemoParty max)
      throws ClientException, IOException, JsonException, MalformedException {
    talk.say("1 Two companies declare a dataset each, seal it here, and upload the ciphertext");
    DatasetDeclaration flights = agreement.flights(ava);
    DatasetDeclaration airports = agreement.airports(max, data.resolve("airports.csv"));
    Digest first = sealed(ava, flights, data.resolve("flights.parquet"));
    Digest second = sealed(max, airports, data.resolve("airports.csv"));

    talk.say("2 They agree on one definition; each signs it and grants keys to proven enclaves");
    Digest definition = ava.client().agreements().define(agreement.definition(ava, first, second));
    awaitWorkers(ava);
    WorkerTrust workers = new WorkerTrust(trust, Optional.empty());
    approve(ava, definition, workers);
    approve(max, definition, workers);
    return new Agreed(definition, workers);
  }

  private Digest sealed(DemoParty owner, DatasetDeclaration declaration, Path file)
      throws ClientException, IOException {
    Digest id = owner.client().datasets().register(declaration, owner.keys());
    owner
        .client()
        .datasets()
        .upload(
            id,
            file,
            owner.keys(),
            (done, total) ->
                talk.status("  " + declaration.name() + ": " + done + " of " + total + " bytes"));
    talk.say("  %s of %s: sealed and uploaded".formatted(declaration.name(), declaration.tenant()));
    return id;
  }

  /// The workers register while the stack comes up; the owners grant keys to those that are there.
  private void awaitWorkers(DemoParty someone) throws ClientException {
    long rounds = WORKERS_PATIENCE.dividedBy(LOOK_AGAIN);
    for (long i = 0; i < rounds; i++) {
      if (someone.client().workers().size() >= WORKERS) {
        return;
      }
      talk.status("  waiting for the workers to register");
      pause();
    }
    throw new RefusedException(
        "workers-missing",
        "fewer than "
            + WORKERS
            + " workers registered within "
            + WORKERS_PATIENCE.toSeconds()
            + " s",
        "look at the workers' logs in " + state.resolve("logs"));
  }

  private static void pause() throws RefusedException {
    try {
      Thread.sleep(LOOK_AGAIN);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RefusedException("interrupted", "the demo was interrupted", "start it again");
    }
  }

  private void approve(DemoParty owner, Digest definition, WorkerTrust workers)
      throws ClientException, IOException {
    Approved approved = owner.client().agreements().approve(definition, owner.keys(), workers);
    talk.say(
        "  %s approves; keys go to %d workers whose evidence convinced (%s)"
            .formatted(
                owner.name(),
                approved.offer().convinced().size(),
                String.join(
                    ", ",
                    approved.offer().convinced().stream()
                        .map(worker -> worker.platform().mode())
                        .distinct()
                        .toList())));
    List<String> refusals = approved.offer().refusals();
    refusals.forEach(reason -> talk.say("  no keys for one worker: " + reason));
  }

  /// Submits the job once and follows it to its end.
  ///
  /// @param listener hears each state that the job reaches
  /// @throws ClientException if it does not end FINAL; then it says why
  public JobView run(DemoParty analyst, Agreed agreed, Consumer<JobState> listener)
      throws ClientException {
    Submission submission =
        new Submission(
            agreed.definition(), new JobParameters(List.of()), UUID.randomUUID().toString());
    JobView submitted = analyst.client().jobs().submit(submission, agreed.workers());
    JobView end = analyst.client().jobs().follow(submitted.id(), listener);
    if (end.state() != JobState.FINAL) {
      throw end.problem().isPresent()
          ? end.problem().get()
          : new RefusedException(
              "job-" + end.state().name().toLowerCase(Locale.ROOT),
              "the job ended " + end.state(),
              "look at the logs in " + state.resolve("logs"));
    }
    return end;
  }
}
