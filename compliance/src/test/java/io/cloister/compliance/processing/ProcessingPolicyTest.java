// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static io.cloister.compliance.processing.Facts.NOW;
import static io.cloister.compliance.processing.Facts.PURPOSE;
import static io.cloister.compliance.processing.Facts.permitted;
import static io.cloister.compliance.processing.Facts.withDefinition;
import static io.cloister.compliance.processing.Facts.withFirstDataset;
import static io.cloister.compliance.processing.Facts.withJob;
import static io.cloister.compliance.processing.Facts.withLastWorker;
import static io.cloister.compliance.processing.Facts.withWorkers;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloister.compliance.processing.ProcessingFacts.Approval;
import io.cloister.compliance.processing.ProcessingFacts.Circumstances;
import io.cloister.compliance.processing.ProcessingFacts.Dataset;
import io.cloister.compliance.processing.ProcessingFacts.Definition;
import io.cloister.compliance.processing.ProcessingFacts.Job;
import io.cloister.compliance.processing.ProcessingFacts.Profile;
import io.cloister.compliance.processing.ProcessingFacts.Submitter;
import io.cloister.compliance.processing.ProcessingFacts.Worker;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.bundle.Replay;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ProcessingPolicyTest {
  private final ProcessingPolicy policy = ProcessingPolicy.load();

  @Test
  void permitsAJobThatMeetsEveryPrecondition() {
    ProcessingDecision decision = policy.decide(permitted());

    assertThat(decision).isInstanceOf(ProcessingDecision.Permitted.class);
    assertThat(decision.explanations())
        .extracting(Explanation::policyId)
        .containsExactly("processing.permit");
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("spoiltJobs")
  void deniesAJobThatLacksOnePrecondition(String id, String article, ProcessingFacts facts) {
    ProcessingDecision decision = policy.decide(facts);

    assertThat(decision).isInstanceOf(ProcessingDecision.Denied.class);
    assertThat(decision.explanations())
        .singleElement()
        .satisfies(explanation -> {
          assertThat(explanation.policyId()).isEqualTo(id);
          assertThat(explanation.article()).isEqualTo(article);
          assertThat(explanation.reason()).isEqualTo(Explanation.Reason.FORBIDS);
          assertThat(explanation.advice()).isNotBlank();
        });
  }

  static Stream<Arguments> spoiltJobs() {
    return Stream.of(instructions(), purposes(), workers()).flatMap(each -> each);
  }

  private static Stream<Arguments> instructions() {
    return Stream.of(
        arguments("processing.role", "29", submitter("airline", "airline", "data-owner")),
        arguments("processing.party", "28(3)(a)", submitter("stranger", "stranger", "analyst")),
        arguments("processing.party", "28(3)(a)", submitter("airport", "airline", "analyst")),
        arguments("processing.approval", "28(3)(a)", approval(Optional.empty())),
        arguments("processing.approval", "28(3)(a)", approval(approvalFrom(-3, 0))),
        arguments("processing.approval", "28(3)(a)", approval(approvalFrom(1, 2))),
        arguments("processing.stopped", "28(3)(a)", stopped()),
        arguments("processing.expired", "28(3)", expiringAt(NOW)));
  }

  private static Stream<Arguments> purposes() {
    return Stream.of(
        arguments(
            "processing.purpose-agreed",
            "5(1)(b)",
            withJob(
                permitted(),
                job -> new Job(job.id(), job.tenant(), job.submitter(), "research", 3))),
        arguments("processing.purpose", "5(1)(b)", declared(Set.of("research"), "eu-gdpr:A6-1-f")),
        arguments("processing.lawful-basis", "6(1)", declared(Set.of(PURPOSE), "")),
        arguments("processing.lawful-basis", "6(1)", declared(Set.of(PURPOSE), "eu-gdpr:A6-1-x")));
  }

  private static Stream<Arguments> workers() {
    Duration day = Duration.ofHours(24);
    return Stream.of(
        arguments("processing.region", "44", withinAdequacy(lastWorker("ch", "sgx", 2))),
        arguments("processing.transfer", "45(1)", adequate(permitted(), Set.of("eu"))),
        arguments("processing.confidence", "32(1)(b)", lastWorker("eu", "sgx", 4)),
        arguments("processing.simulated", "32(1)", lastWorker("eu", "simulated", 2)),
        arguments("processing.worker", "32(1)", withWorkers(permitted(), List.of())),
        arguments(
            "processing.replicas",
            "32(1)(b)",
            withJob(
                permitted(), job -> new Job(job.id(), job.tenant(), job.submitter(), PURPOSE, 2))),
        arguments(
            "processing.evidence-fresh",
            "32(1)(d)",
            evidence(NOW.minus(day).minusMillis(1), NOW.plus(day))),
        arguments("processing.evidence-fresh", "32(1)(d)", evidence(NOW.minusSeconds(1), NOW)),
        arguments(
            "processing.evidence-time", "32(1)(d)", evidence(NOW.plusSeconds(301), NOW.plus(day))));
  }

  private static ProcessingFacts withinAdequacy(ProcessingFacts facts) {
    return adequate(facts, Set.of("eu", "uk", "ch"));
  }

  private static ProcessingFacts adequate(ProcessingFacts facts, Set<String> regions) {
    return new ProcessingFacts(
        facts.stage(),
        facts.job(),
        facts.definition(),
        facts.workers(),
        new Circumstances(NOW, Profile.PRODUCTION, 3, regions));
  }

  private static ProcessingFacts submitter(String tenant, String jobTenant, String role) {
    return withJob(
        permitted(),
        job ->
            new Job(
                job.id(), jobTenant, new Submitter("p", tenant, Set.of(role)), job.purpose(), 3));
  }

  private static Optional<Approval> approvalFrom(int fromDays, int untilDays) {
    return Optional.of(
        new Approval(NOW.plus(Duration.ofDays(fromDays)), NOW.plus(Duration.ofDays(untilDays))));
  }

  private static ProcessingFacts approval(Optional<Approval> approval) {
    return withFirstDataset(
        permitted(),
        d ->
            new Dataset(
                d.id(),
                d.owner(),
                d.purposes(),
                d.lawfulBasis(),
                d.exportRegions(),
                d.categories(),
                approval,
                Optional.empty(),
                d.standing()));
  }

  private static ProcessingFacts stopped() {
    return withFirstDataset(
        permitted(),
        d ->
            new Dataset(
                d.id(),
                d.owner(),
                d.purposes(),
                d.lawfulBasis(),
                d.exportRegions(),
                d.categories(),
                d.approval(),
                Optional.of(NOW),
                d.standing()));
  }

  private static ProcessingFacts declared(Set<String> purposes, String lawfulBasis) {
    return withFirstDataset(
        permitted(),
        d ->
            new Dataset(
                d.id(),
                d.owner(),
                purposes,
                lawfulBasis,
                d.exportRegions(),
                d.categories(),
                d.approval(),
                Optional.empty(),
                d.standing()));
  }

  private static ProcessingFacts expiringAt(Instant end) {
    return withDefinition(
        permitted(), d -> new Definition(d.id(), d.purpose(), d.parties(), d.datasets(), end, 3));
  }

  private static ProcessingFacts lastWorker(String region, String mode, int confidenceClass) {
    return withLastWorker(
        permitted(),
        w ->
            new Worker(
                w.id(),
                w.operator(),
                region,
                mode,
                confidenceClass,
                w.attestedAt(),
                w.validUntil()));
  }

  private static ProcessingFacts evidence(Instant attestedAt, Instant validUntil) {
    return withLastWorker(
        permitted(),
        w -> new Worker(w.id(), w.operator(), w.region(), w.mode(), 2, attestedAt, validUntil));
  }

  @Test
  void permitsSimulatedWorkersInTheDemoAlone() {
    ProcessingFacts simulated = lastWorker("eu", "simulated", 2);
    ProcessingFacts demo =
        new ProcessingFacts(
            simulated.stage(),
            simulated.job(),
            simulated.definition(),
            simulated.workers(),
            Facts.circumstances(Profile.DEMO));

    assertThat(policy.decide(demo)).isInstanceOf(ProcessingDecision.Permitted.class);
  }

  @Test
  void namesEveryPreconditionThatIsMissing() {
    ProcessingFacts facts = withWorkers(stopped(), List.of());

    assertThat(policy.decide(facts).explanations())
        .extracting(Explanation::policyId)
        .containsExactly("processing.stopped", "processing.worker");
  }

  @Test
  void theRecordIsDecidedAgainFromItsBytesAlone() throws Exception {
    byte[] record = policy.decide(stopped()).record().encode();
    byte[] bundle = policy.bundle().encode();

    Replay replay = DecisionRecord.decode(record).replay(PolicyBundle.decode(bundle));

    assertThat(replay).isInstanceOf(Replay.Identical.class);
  }

  @Test
  void equalFactsGiveEqualRecords() {
    assertThat(policy.decide(permitted()).record().digest())
        .isEqualTo(ProcessingPolicy.load().decide(permitted()).record().digest());
  }
}
