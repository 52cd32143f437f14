// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.demo;

import io.cloister.cli.demo.DemoStory.Outcome;
import io.cloister.cli.keys.Session;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.stack.Checkout;
import io.cloister.cli.stack.Ports;
import io.cloister.cli.stack.RunningStack;
import io.cloister.cli.stack.StackOptions;
import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.cli.verify.VerificationReport;
import io.cloister.client.bundle.BundleVerifier;
import io.cloister.client.bundle.ProvenJob;
import io.cloister.client.bundle.Verification;
import io.cloister.client.job.JobState;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.ClientException;
import io.cloister.client.trust.TrustFile;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cloister demo`: starts the stack, plays the main job on it, verifies its bundle offline, and
/// stops everything.
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    description = {
      "Starts the whole stack on this machine, lets two companies run one job over their sealed",
      "data, opens the result, verifies its receipt offline, and stops everything.",
      "Evidence is SIMULATED: the real parts run, but no hardware stands behind them."
    })
public final class DemoCommand implements Callable<Integer> {
  private static final String DATA = "src/cli/src/main/demo-data";
  private static final long MEBIBYTE = 1024 * 1024;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the state is kept (default: .cloister/stack in the checkout).")
  private @Nullable Path data;

  @Option(
      names = "--port-base",
      defaultValue = "8080",
      paramLabel = "N",
      description = "The gateway's port; all others keep their distance (default: 8080).")
  private int portBase;

  @Option(
      names = "--json",
      description =
          "End with one line {jobId, state, replicas, resultRows, receiptVerified, mode,"
              + " secondsToResult, bundle}.")
  private boolean json;

  private final Console console = Console.ofProcess();
  private final InstantSource clock = InstantSource.system();

  /// Counts from the start of the process: loading the command is part of the wait.
  private final Instant begun =
      ProcessHandle.current().info().startInstant().orElse(clock.instant());

  @Override
  public Integer call() {
    Talk talk = new Talk(console);
    Checkout checkout = Checkout.ofProcess();
    StackOptions options =
        new StackOptions(
            new Ports(portBase), 1, StackOptions.DEFAULT_WORKERS, Optional.ofNullable(data));
    talk.say("0 Starting PostgreSQL, Keycloak, the chain, three workers and the gateway");
    try (RunningStack stack = RunningStack.start(options, checkout, console)) {
      return talk.run("demo", () -> play(stack, checkout.root().resolve(DATA), talk));
    }
  }

  private ExitCode play(RunningStack stack, Path files, Talk talk)
      throws ClientException, IOException, JsonException, MalformedException {
    DemoStage stage = DemoStage.open(stack);
    new Session(stage.where().gateway(), stage.where().issuer(), "ava").remember(stack.state());
    Outcome outcome;
    try (DemoParty ava = stage.signIn("ava");
        DemoParty max = stage.signIn("max")) {
      outcome = new DemoStory(stage, files, talk).play(ava, max);
    }
    talk.say("5 Anybody verifies the bundle again, offline, from the pinned digest alone");
    Verification verification =
        new BundleVerifier(TrustFile.read(stage.trustFile()))
            .verify(Files.readAllBytes(outcome.bundle()));
    Duration taken = Duration.between(begun, clock.instant());
    VerificationReport.lines(verification).forEach(talk::say);
    tell(outcome, taken, talk);
    if (json) {
      talk.json(summary(outcome, verification, taken));
    }
    boolean proven = verification.valid() && outcome.job().state() == JobState.FINAL;
    return proven ? ExitCode.DONE : ExitCode.NO;
  }

  private static void tell(Outcome outcome, Duration taken, Talk talk) {
    talk.say("");
    talk.say("bundle        " + outcome.bundle());
    talk.say("verify again  ./cloister verify " + outcome.bundle());
    talk.say(
        String.format(
            Locale.ROOT,
            "time          %.1f s from the command to the verified result",
            taken.toMillis() / 1000.0));
    talk.say(
        "memory        " + StackMemory.residentBytes() / MEBIBYTE + " MiB resident, whole stack");
  }

  private static JsonObject summary(Outcome outcome, Verification verification, Duration taken) {
    ProvenJob proven = outcome.result().proven();
    return JsonObject.empty()
        .with("jobId", outcome.job().id().toString())
        .with("state", outcome.job().state().name())
        .with("replicas", proven.agreeing().size() + proven.dissenting().size())
        .with("resultRows", outcome.result().table().rows().size())
        .with("receiptVerified", verification.valid())
        .with("mode", proven.receipt().mode())
        .with("secondsToResult", taken.toMillis() / 1000.0)
        .with("bundle", outcome.bundle().toString())
        .with("residentMebibytes", StackMemory.residentBytes() / MEBIBYTE);
  }
}
