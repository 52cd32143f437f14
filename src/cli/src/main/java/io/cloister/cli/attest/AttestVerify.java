// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.attest;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.attestation.batch.BatchManifest;
import io.cloister.attestation.batch.BatchRunner;
import io.cloister.attestation.batch.ResultLine;
import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Verifies evidence from files, and says what a policy thinks of it.
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    description = {
      "Verifies evidence offline: an SGX or TDX quote or an SEV-SNP report. Whether it is genuine"
          + " decides; what the policy says is an answer of its own.",
      "Exit status: 0 accept, 1 reject, 2 wrong usage, 3 unreadable. With --batch: 0 unless a"
          + " result differs from what the manifest expects."
    })
public final class AttestVerify implements Callable<Integer> {
  @ArgGroup(multiplicity = "1")
  private Subject subject = new Subject();

  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description = "The appraisal policy; without it policies/appraisal/production.json.")
  private @Nullable Path policy;

  @Option(
      names = "--json",
      description =
          "Answer {id, result, tcbStatus, advisoryIds, tcbDate, flags, measurement, reportData,"
              + " reason, appraisal}, one line for each result.")
  private boolean json;

  private final Talk talk;
  private final InstantSource clock;

  /// What is verified.
  static final class Subject {
    @ArgGroup(exclusive = false)
    private @Nullable OneCase one;

    @Option(
        names = "--batch",
        paramLabel = "MANIFEST",
        required = true,
        description = "A manifest of cases, and of flipped bits that are to be refused.")
    private @Nullable Path batch;
  }

  /// Answers on the process's own console.
  public AttestVerify() {
    this(Talk.ofProcess(), InstantSource.system());
  }

  AttestVerify(Talk talk, InstantSource clock) {
    this.talk = talk;
    this.clock = clock;
  }

  @Override
  public Integer call() {
    Path batch = subject.batch;
    OneCase one = subject.one;
    if (batch != null) {
      return talk.run(batch.toString(), () -> verifyBatch(batch));
    }
    return one == null
        ? ExitCode.USAGE.status()
        : talk.run(String.valueOf(one.evidence), () -> verifyOne(one));
  }

  private ExitCode verifyBatch(Path manifest) throws IOException, MalformedException {
    BatchReport report = new BatchReport(talk, policy());
    report.run(BatchManifest.read(manifest), json);
    return report.isPerfect() ? ExitCode.DONE : ExitCode.NO;
  }

  private ExitCode verifyOne(OneCase one) throws IOException, MalformedException {
    AppraisalPolicy rules = policy();
    one.requireReadable();
    AttestationResult result = new BatchRunner(rules).run(one.toCase(clock.instant()));
    if (json) {
      talk.print(new ResultLine(Optional.empty(), result, rules).toJson());
    } else {
      ResultText.lines(result, rules).forEach(talk::print);
    }
    return result instanceof Proven ? ExitCode.DONE : ExitCode.NO;
  }

  private AppraisalPolicy policy() throws IOException, MalformedException {
    Path file = policy;
    if (file == null) {
      file = Path.of(System.getProperty("cloister.root", ""), "policies/appraisal/production.json");
    }
    return AppraisalPolicyReader.read(Files.readAllBytes(file));
  }
}
