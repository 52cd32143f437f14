// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import io.cloister.compliance.processing.ProcessingFacts.Approval;
import io.cloister.compliance.processing.ProcessingFacts.Dataset;
import io.cloister.compliance.processing.ProcessingFacts.Standing;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.value.DatetimeValue;
import io.cloister.policy.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/// Gathers on a job what its datasets owe to the people whom they are about: which of them need
/// something, which have it, and the first end of what they have. A consent or an assessment that
/// has not begun is none; whether one has ended is for the policies to say, since that depends on
/// the time at which they are asked.
final class SubjectDuties {
  private static final Set<String> CONSENT = Set.of("eu-gdpr:A6-1-a");
  private static final Set<String> SPECIAL = Vocabulary.specialCategories();

  private SubjectDuties() {}

  static Entity gather(Entity job, List<Dataset> datasets, Instant now) {
    List<Dataset> consenting = only(datasets, each -> CONSENT.contains(each.lawfulBasis()));
    List<Dataset> special = only(datasets, SubjectDuties::isSpecial);
    Entity gathered =
        job.with("needConsent", set(consenting))
            .with("consented", set(having(consenting, Standing::consent, now)))
            .with("special", set(special))
            .with("meetCondition", set(only(special, SubjectDuties::meetsCondition)))
            .with("assessed", set(having(special, Standing::assessment, now)))
            .with("restricted", set(since(datasets, Standing::restrictedSince, now)))
            .with("objected", set(since(datasets, Standing::objectedSince, now)));
    gathered = ending(gathered, "consentUntil", ends(consenting, Standing::consent));
    gathered = ending(gathered, "assessmentUntil", ends(special, Standing::assessment));
    return ending(
        gathered,
        "retainUntil",
        datasets.stream().flatMap(each -> each.standing().retainUntil().stream()).toList());
  }

  private static boolean isSpecial(Dataset dataset) {
    return dataset.categories().stream().map(Vocabulary::bare).anyMatch(SPECIAL::contains);
  }

  private static boolean meetsCondition(Dataset dataset) {
    return dataset.standing().condition().filter(Vocabulary::isArticle9Condition).isPresent();
  }

  private static List<Dataset> only(List<Dataset> datasets, Predicate<Dataset> test) {
    return datasets.stream().filter(test).toList();
  }

  private static List<Dataset> having(
      List<Dataset> datasets, Function<Standing, Optional<Approval>> what, Instant now) {
    return only(
        datasets,
        each ->
            what.apply(each.standing())
                .filter(approval -> !now.isBefore(approval.approvedAt()))
                .isPresent());
  }

  private static List<Dataset> since(
      List<Dataset> datasets, Function<Standing, Optional<Instant>> what, Instant now) {
    return only(
        datasets, each -> what.apply(each.standing()).filter(at -> !now.isBefore(at)).isPresent());
  }

  private static List<Instant> ends(
      List<Dataset> datasets, Function<Standing, Optional<Approval>> what) {
    return datasets.stream()
        .flatMap(each -> what.apply(each.standing()).stream())
        .map(Approval::expiresAt)
        .toList();
  }

  private static Entity ending(Entity job, String attribute, List<Instant> ends) {
    return ends.stream()
        .min(Instant::compareTo)
        .map(end -> job.with(attribute, DatetimeValue.of(end)))
        .orElse(job);
  }

  private static Value set(List<Dataset> datasets) {
    return ProcessingEntities.set(datasets, ProcessingEntities::datasetUid);
  }
}
