// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static io.cloister.compliance.processing.Facts.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.cloister.compliance.processing.ProcessingFacts.Approval;
import io.cloister.compliance.processing.ProcessingFacts.Standing;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A job on special categories, resting on consent, that may run; and the same with one thing taken
/// away.
class SubjectDutiesTest {
  private static final Approval IN_FORCE =
      new Approval(NOW.minus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(1)));
  private static final Approval TOMORROW =
      new Approval(NOW.plus(Duration.ofDays(1)), NOW.plus(Duration.ofDays(2)));
  private static final Approval OVER = new Approval(NOW.minus(Duration.ofDays(1)), NOW);
  private static final Optional<Instant> LATER = Optional.of(NOW.plusMillis(1));
  private static final String CONSENT = "eu-gdpr:A6-1-a";
  private static final String CONDITION = "eu-gdpr:A9-2-a";

  private final ProcessingPolicy policy = ProcessingPolicy.load();

  private static Standing standing(Approval consent, String condition, Approval assessment) {
    return standing(Optional.of(consent), Optional.of(condition), Optional.of(assessment));
  }

  private static Standing standing(
      Optional<Approval> consent, Optional<String> condition, Optional<Approval> assessment) {
    return new Standing(
        consent, condition, assessment, Optional.empty(), Optional.empty(), Optional.empty());
  }

  private static Standing since(
      Optional<Instant> restricted, Optional<Instant> objected, Optional<Instant> retainUntil) {
    return new Standing(
        Optional.of(IN_FORCE),
        Optional.of(CONDITION),
        Optional.of(IN_FORCE),
        restricted,
        objected,
        retainUntil);
  }

  private static ProcessingFacts facts(Standing standing) {
    return Facts.withFirstDataset(
        Facts.permitted(),
        dataset -> Facts.standing(dataset, CONSENT, Set.of("dpv-pd:MentalHealth"), standing));
  }

  @Test
  void permitsAJobThatOwesNothing() {
    Standing standing = since(LATER, LATER, LATER);

    assertThat(policy.decide(facts(standing))).isInstanceOf(ProcessingDecision.Permitted.class);
  }

  static Stream<Arguments> debts() {
    Optional<Instant> now = Optional.of(NOW);
    Optional<Instant> no = Optional.empty();
    Optional<Approval> inForce = Optional.of(IN_FORCE);
    Optional<String> condition = Optional.of(CONDITION);
    return Stream.of(
        arguments("consent", "6(1)(a)", standing(Optional.empty(), condition, inForce)),
        arguments("consent", "6(1)(a)", standing(TOMORROW, CONDITION, IN_FORCE)),
        arguments("consent-ended", "7(3)", standing(OVER, CONDITION, IN_FORCE)),
        arguments("special-category", "9(1)", standing(inForce, Optional.empty(), inForce)),
        arguments("special-category", "9(1)", standing(IN_FORCE, "eu-gdpr:A9-2-k", IN_FORCE)),
        arguments("assessment", "35(3)(b)", standing(inForce, condition, Optional.empty())),
        arguments("assessment", "35(3)(b)", standing(IN_FORCE, CONDITION, TOMORROW)),
        arguments("assessment-ended", "35(11)", standing(IN_FORCE, CONDITION, OVER)),
        arguments("restriction", "18(1)", since(now, no, no)),
        arguments("objection", "21(1)", since(no, now, no)),
        arguments("retention", "5(1)(e)", since(no, no, now)));
  }

  @ParameterizedTest(name = "{0} {1}")
  @MethodSource("debts")
  void deniesAJobThatOwesOneThing(String id, String article, Standing standing) {
    ProcessingDecision decision = policy.decide(facts(standing));

    assertThat(decision).isInstanceOf(ProcessingDecision.Denied.class);
    assertThat(decision.explanations())
        .singleElement()
        .satisfies(explanation -> {
          assertThat(explanation.policyId()).isEqualTo("processing." + id);
          assertThat(explanation.article()).isEqualTo(article);
        });
  }

  @ParameterizedTest
  @ValueSource(strings = {"health", "dpv-pd:Health", "HealthRecord", "dpv-pd:ReligiousBelief"})
  void knowsSpecialCategoriesHoweverTheyAreSpelt(String category) {
    ProcessingFacts facts =
        Facts.withFirstDataset(
            Facts.permitted(),
            dataset -> Facts.standing(dataset, "eu-gdpr:A6-1-f", Set.of(category), Standing.NONE));

    assertThat(policy.decide(facts).explanations())
        .extracting(Explanation::policyId)
        .containsExactly("processing.assessment", "processing.special-category");
  }

  @Test
  void adequacyEndsWithItsDecision() {
    Instant end = Instant.parse("2031-12-27T00:00:00Z");

    assertThat(Vocabulary.adequateRegionsAt(end.minusMillis(1))).contains("uk", "eu", "jp");
    assertThat(Vocabulary.adequateRegionsAt(end)).contains("eu").doesNotContain("uk", "us");
  }
}
