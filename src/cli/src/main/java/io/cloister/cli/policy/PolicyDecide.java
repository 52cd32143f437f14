// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.policy;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.compliance.corpus.CorpusReport;
import io.cloister.compliance.corpus.CorpusRunner;
import io.cloister.compliance.publication.PolicyFolder;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Decides one request by a bundle, or all requests of a corpus with known answers.
@Command(
    name = "decide",
    mixinStandardHelpOptions = true,
    description = {
      "Decides one request by the policies of a folder and says why, or runs a corpus of requests",
      "with known answers. Exit status: 0 permitted, or every answer right; 1 denied, or an answer",
      "wrong; 2 wrong usage or a file that is not what it should be; 3 unreadable."
    })
public final class PolicyDecide implements Callable<Integer> {
  private static final byte[] NONE = {'[', ']'};

  @ArgGroup(multiplicity = "1")
  private Task task = new Task();

  @Option(names = "--json", description = "Answer with one line of JSON.")
  private boolean json;

  private final Talk talk;

  /// Answers on the process's own console.
  public PolicyDecide() {
    this(Talk.ofProcess());
  }

  PolicyDecide(Talk talk) {
    this.talk = talk;
  }

  /// What to decide.
  static final class Task {
    @Option(
        names = "--corpus",
        paramLabel = "DIR",
        required = true,
        description = "Runs every test below DIR, in the form of Cedar's integration tests.")
    private @Nullable Path corpus;

    @ArgGroup(exclusive = false)
    private @Nullable Single single;
  }

  /// One request.
  static final class Single {
    @Option(
        names = "--bundle",
        paramLabel = "DIR",
        required = true,
        description = "A folder of *.cedar files and at most one *.cedarschema.")
    private Path bundle = Path.of("");

    @Option(
        names = "--request",
        paramLabel = "FILE",
        required = true,
        description = "The request as JSON: principal, action, resource, context.")
    private Path request = Path.of("");

    @Option(
        names = "--entities",
        paramLabel = "FILE",
        description = "The entities as JSON, in Cedar's form. Default: none.")
    private @Nullable Path entities;
  }

  @Override
  public Integer call() {
    Path corpus = task.corpus;
    Single single = task.single;
    if (corpus != null) {
      return talk.run(corpus.toString(), () -> run(corpus));
    }
    if (single == null) {
      throw new IllegalStateException("one of the two groups is required");
    }
    return talk.run(single.request.toString(), () -> decide(single));
  }

  private ExitCode run(Path corpus) throws IOException {
    if (!Files.isDirectory(corpus)) {
      throw new NotDirectoryException(corpus.toString());
    }
    CorpusReport report = CorpusRunner.run(corpus);
    if (json) {
      talk.print(JsonWriter.canonical(report.json()));
    } else {
      talk.print(report.requests() + " requests");
      talk.print(report.decisionsRight() + " decisions right");
      talk.print(report.reasonsRight() + " determining policies right");
      talk.print(report.errorsRight() + " errors right");
      report.mismatches().forEach(talk::print);
    }
    return report.isPerfect() ? ExitCode.DONE : ExitCode.NO;
  }

  private ExitCode decide(Single single) throws IOException {
    PolicyBundle bundle = PolicyFolder.read(single.bundle);
    byte[] entities = single.entities == null ? NONE : Files.readAllBytes(single.entities);
    DecisionReport report =
        DecisionReport.decide(bundle, Files.readAllBytes(single.request), entities);
    if (json) {
      talk.print(JsonWriter.canonical(report.json()));
    } else {
      report.lines().forEach(talk::print);
    }
    return report.grants() ? ExitCode.DONE : ExitCode.NO;
  }
}
