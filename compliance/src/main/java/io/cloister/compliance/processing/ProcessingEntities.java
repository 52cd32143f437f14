// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import io.cloister.compliance.processing.ProcessingFacts.Circumstances;
import io.cloister.compliance.processing.ProcessingFacts.Dataset;
import io.cloister.compliance.processing.ProcessingFacts.Definition;
import io.cloister.compliance.processing.ProcessingFacts.Job;
import io.cloister.compliance.processing.ProcessingFacts.Submitter;
import io.cloister.compliance.processing.ProcessingFacts.Worker;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.DatetimeValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.SetValue;
import io.cloister.policy.value.StringValue;
import io.cloister.policy.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/// Says the facts in the words of the policy schema. What must hold for every dataset or worker is
/// gathered on the job, since Cedar has no quantifiers; nothing is judged here.
final class ProcessingEntities {
  private final ProcessingFacts facts;
  private final List<Entity> entities = new ArrayList<>();
  private final Set<EntityUid> plain = new TreeSet<>();

  private ProcessingEntities(ProcessingFacts facts) {
    this.facts = facts;
  }

  static Request request(ProcessingFacts facts) {
    Circumstances circumstances = facts.circumstances();
    return new Request(
        uid("Person", facts.job().submitter().id()),
        uid("Action", facts.stage().action()),
        uid("Job", facts.job().id()),
        new RecordValue(
            Map.of(
                "now",
                DatetimeValue.of(circumstances.now()),
                "profile",
                new StringValue(circumstances.profile().id()),
                "maximumConfidenceClass",
                new LongValue(circumstances.maximumConfidenceClass()),
                "adequateRegions",
                SetValue.ofStrings(circumstances.adequateRegions()))));
  }

  static Entities entities(ProcessingFacts facts) {
    ProcessingEntities gathered = new ProcessingEntities(facts);
    gathered.addPerson(facts.job().submitter());
    facts.definition().datasets().forEach(gathered::addDataset);
    gathered.addDefinition(facts.definition());
    facts.workers().forEach(gathered::addWorker);
    gathered.addJob(facts.job());
    gathered.plain.stream().map(Entity::of).forEach(gathered.entities::add);
    return Entities.of(gathered.entities);
  }

  private void addPerson(Submitter submitter) {
    Entity person =
        Entity.of(uid("Person", submitter.id())).with("tenant", tenant(submitter.tenant()));
    for (String role : submitter.roles()) {
      person = person.in(named("Role", role));
    }
    entities.add(person);
  }

  private void addDataset(Dataset dataset) {
    entities.add(
        Entity.of(uid("Dataset", dataset.id()))
            .with("owner", tenant(dataset.owner()))
            .with("purposes", set(dataset.purposes(), this::purpose))
            .with("lawfulBasis", new StringValue(dataset.lawfulBasis()))
            .with("exportRegions", SetValue.ofStrings(dataset.exportRegions()))
            .with("categories", SetValue.ofStrings(dataset.categories())));
  }

  private void addDefinition(Definition definition) {
    Instant now = facts.circumstances().now();
    List<Dataset> datasets = definition.datasets();
    List<Dataset> approved =
        datasets.stream()
            .filter(each -> each.approval().filter(approval -> approval.inForceAt(now)).isPresent())
            .toList();
    List<Dataset> stopped = datasets.stream().filter(each -> each.stoppedAt().isPresent()).toList();
    entities.add(
        Entity.of(uid("Definition", definition.id()))
            .with("purpose", purpose(definition.purpose()))
            .with("parties", set(definition.parties(), this::tenant))
            .with("datasets", set(datasets, ProcessingEntities::datasetUid))
            .with("approved", set(approved, ProcessingEntities::datasetUid))
            .with("stopped", set(stopped, ProcessingEntities::datasetUid))
            .with("expiresAt", DatetimeValue.of(definition.expiresAt()))
            .with("minimumReplicas", new LongValue(definition.minimumReplicas())));
  }

  private void addWorker(Worker worker) {
    entities.add(
        Entity.of(uid("Worker", worker.id()))
            .with("operator", new StringValue(worker.operator()))
            .with("region", new StringValue(worker.region()))
            .with("mode", new StringValue(worker.mode()))
            .with("confidenceClass", new LongValue(worker.confidenceClass()))
            .with("attestedAt", DatetimeValue.of(worker.attestedAt()))
            .with("validUntil", DatetimeValue.of(worker.validUntil())));
  }

  private void addJob(Job job) {
    List<Dataset> datasets = facts.definition().datasets();
    Set<String> purposes = permittedByAll(datasets, Dataset::purposes);
    Entity entity =
        Entity.of(uid("Job", job.id()))
            .with("tenant", tenant(job.tenant()))
            .with("definition", uid("Definition", facts.definition().id()))
            .with("purpose", purpose(job.purpose()))
            .with("replicas", new LongValue(job.replicas()))
            .with("purposesPermittedByAll", set(purposes, this::purpose))
            .with(
                "regionsPermittedByAll",
                SetValue.ofStrings(permittedByAll(datasets, Dataset::exportRegions)))
            .with("lawfulBases", strings(datasets, Dataset::lawfulBasis));
    Entity standing = SubjectDuties.gather(entity, datasets, facts.circumstances().now());
    entities.add(withWorkers(standing, facts.workers()));
  }

  private static Entity withWorkers(Entity job, List<Worker> workers) {
    Entity entity =
        job.with("workers", set(workers, worker -> uid("Worker", worker.id())))
            .with("workerRegions", strings(workers, Worker::region))
            .with("workerModes", strings(workers, Worker::mode));
    if (workers.isEmpty()) {
      return entity;
    }
    List<Instant> attested = workers.stream().map(Worker::attestedAt).sorted().toList();
    List<Instant> ends = workers.stream().map(Worker::validUntil).sorted().toList();
    int lowest = workers.stream().mapToInt(Worker::confidenceClass).max().orElseThrow();
    return entity
        .with("lowestConfidenceClass", new LongValue(lowest))
        .with("oldestEvidenceAt", DatetimeValue.of(attested.getFirst()))
        .with("newestEvidenceAt", DatetimeValue.of(attested.getLast()))
        .with("evidenceValidUntil", DatetimeValue.of(ends.getFirst()));
  }

  private static Set<String> permittedByAll(
      List<Dataset> datasets, Function<Dataset, Set<String>> permitted) {
    if (datasets.isEmpty()) {
      return Set.of();
    }
    Set<String> common = new HashSet<>(permitted.apply(datasets.getFirst()));
    datasets.forEach(dataset -> common.retainAll(permitted.apply(dataset)));
    return common;
  }

  private EntityUid tenant(String id) {
    return named("Tenant", id);
  }

  private EntityUid purpose(String id) {
    return named("Purpose", id);
  }

  /// Names an entity that has no attributes, and adds it.
  private EntityUid named(String type, String id) {
    EntityUid uid = uid(type, id);
    plain.add(uid);
    return uid;
  }

  static EntityUid datasetUid(Dataset dataset) {
    return uid("Dataset", dataset.id());
  }

  private static EntityUid uid(String type, String id) {
    return new EntityUid("Cloister::" + type, id);
  }

  static <T> Value set(Collection<T> items, Function<T, EntityUid> toUid) {
    return SetValue.of(items.stream().map(toUid).toList());
  }

  private static <T> Value strings(Collection<T> items, Function<T, String> toText) {
    return SetValue.ofStrings(items.stream().map(toText).toList());
  }
}
