// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.policy;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.compliance.publication.PolicyFolder;
import io.cloister.compliance.publication.ShadowRun;
import io.cloister.policy.Decision;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonWriter;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Tells what a candidate would change about decisions that were made.
@Command(
    name = "shadow",
    mixinStandardHelpOptions = true,
    description = {
      "Decides recorded decisions again by a candidate and lists those that would turn.",
      "Exit status: 0 none turns; 1 at least one does; 2 wrong usage or a file that is not what it",
      "should be; 3 unreadable."
    })
public final class PolicyShadow implements Callable<Integer> {
  /// More are looked at in several runs.
  private static final int MAX_RECORDS = 10_000;

  @Option(
      names = "--bundle",
      paramLabel = "DIR",
      required = true,
      description = "The candidate: a folder of *.cedar files and at most one *.cedarschema.")
  private Path bundle = Path.of("");

  @Option(
      names = "--decisions",
      paramLabel = "DIR",
      required = true,
      description = "A folder of recorded decisions, *.decision files.")
  private Path decisions = Path.of("");

  @Option(names = "--json", description = "Answer with one line of JSON.")
  private boolean json;

  private final Talk talk;

  /// Answers on the process's own console.
  public PolicyShadow() {
    this(Talk.ofProcess());
  }

  PolicyShadow(Talk talk) {
    this.talk = talk;
  }

  @Override
  public Integer call() {
    return talk.run(decisions.toString(), this::run);
  }

  private ExitCode run() throws IOException, MalformedException {
    ShadowRun run = ShadowRun.of(PolicyFolder.read(bundle), records());
    if (json) {
      talk.print(JsonWriter.canonical(json(run)));
    } else {
      talk.print(
          run.decisions()
              + " decisions, "
              + run.flips().size()
              + " would turn, "
              + run.shifts().size()
              + " would have other reasons");
      run.flips().forEach(change -> talk.print(line(change)));
    }
    return run.flips().isEmpty() ? ExitCode.DONE : ExitCode.NO;
  }

  private List<DecisionRecord> records() throws IOException, MalformedException {
    List<DecisionRecord> records = new ArrayList<>();
    for (Path file : files()) {
      records.add(DecisionRecord.decode(Files.readAllBytes(file)));
    }
    return records;
  }

  private List<Path> files() throws IOException, MalformedException {
    try (Stream<Path> files = Files.list(decisions)) {
      List<Path> found =
          files
              .filter(file -> file.toString().endsWith(".decision"))
              .sorted()
              .limit(MAX_RECORDS + 1)
              .toList();
      if (found.size() > MAX_RECORDS) {
        throw new MalformedException("the folder holds more decisions than " + MAX_RECORDS);
      }
      return found;
    }
  }

  private static String line(ShadowRun.Change change) {
    return "  "
        + change.record().hex()
        + " "
        + verdict(change.recorded())
        + " -> "
        + verdict(change.candidate())
        + " because of "
        + String.join(", ", change.candidate().determining());
  }

  private static Json json(ShadowRun run) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("decisions", new Json.Whole(run.decisions()));
    members.put("flips", changes(run.flips()));
    members.put("shifts", changes(run.shifts()));
    return new Json.Members(members);
  }

  private static Json changes(List<ShadowRun.Change> changes) {
    return new Json.Items(changes.stream().map(PolicyShadow::json).toList());
  }

  private static Json json(ShadowRun.Change change) {
    return new Json.Members(
        Map.of(
            "decision", new Json.Text(change.record().hex()),
            "recorded", new Json.Text(verdict(change.recorded())),
            "candidate", new Json.Text(verdict(change.candidate())),
            "added", texts(change.added()),
            "removed", texts(change.removed())));
  }

  private static Json texts(Collection<String> texts) {
    return new Json.Items(texts.stream().<Json>map(Json.Text::new).toList());
  }

  private static String verdict(Decision decision) {
    return decision.grants() ? "permit" : "deny";
  }
}
