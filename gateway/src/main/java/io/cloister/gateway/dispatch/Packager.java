// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.definition.Agreements;
import io.cloister.gateway.job.JobRecords;
import io.cloister.gateway.job.JobRecords.JobRecord;
import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.runtime.Loop;
import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.gateway.worker.WorkerRegistry;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.OrderInput;
import io.cloister.protocol.job.WorkOrder;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hibernate.reactive.mutiny.Mutiny;

/// Packages one sealed order for each assigned worker: everything that the worker needs to check
/// the job itself, sealed to the key that its evidence proved. What is in it that must stay secret
/// (data keys, parameters) was sealed to that worker before it came here.
@ApplicationScoped
class Packager {
  private static final Duration PAUSE = Duration.ofMillis(150);

  /// Within it no other instance packages the same order, and a failed one is tried again.
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static final String LEASE_DUE =
      """
      select o.* from job_order o join job j on j.id = o.job
      where o.envelope is null and o.drive_at <= :now and j.deadline is not null
      order by o.drive_at limit 10 for update of o skip locked\
      """;

  private final SystemScope system;
  private final JobRecords jobs;
  private final Agreements agreements;
  private final WorkerRegistry workers;
  private final CryptoThreads crypto;
  private final Bell bell;
  private final InstantSource clock;

  Packager(
      SystemScope system,
      JobRecords jobs,
      Agreements agreements,
      WorkerRegistry workers,
      CryptoThreads crypto,
      Bell bell,
      InstantSource clock) {
    this.system = system;
    this.jobs = jobs;
    this.agreements = agreements;
    this.workers = workers;
    this.crypto = crypto;
    this.bell = bell;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.startOnBell("packager", PAUSE, this::packageDue);
  }

  Uni<Progress> packageDue() {
    return Loop.each(system.run(this::lease), this::packageOne);
  }

  private Uni<List<OrderEntity>> lease(Mutiny.Session session) {
    return session
        .createNativeQuery(LEASE_DUE, OrderEntity.class)
        .setParameter("now", clock.instant())
        .getResultList()
        .invoke(orders -> orders.forEach(order -> order.driveAt = clock.instant().plus(LEASE)));
  }

  /// All that goes into one order.
  private record Contents(
      JobRecord job,
      SealedEnvelope parameters,
      byte[] policyBundle,
      Agreement agreement,
      Map<String, KeyGrant> grants,
      RegisteredWorker worker) {}

  private Uni<OrderEntity> packageOne(OrderEntity order) {
    return system
        .run(session -> contents(session, order))
        .chain(contents -> crypto.compute(() -> seal(contents)))
        .chain(envelope -> system.run(session -> store(session, order, envelope)))
        .invoke(bell::ring)
        .replaceWith(order);
  }

  private Uni<Contents> contents(Mutiny.Session session, OrderEntity order) {
    return Uni.combine()
        .all()
        .unis(jobs.find(session, order.job), worker(session, order))
        .usingConcurrencyOf(1)
        .withUni((job, worker) -> contents(session, job, worker));
  }

  private Uni<Contents> contents(Mutiny.Session session, JobRecord job, RegisteredWorker worker) {
    return Uni.combine()
        .all()
        .unis(
            jobs.parameters(session, job.id(), worker.id().hex()),
            jobs.policyBundle(session, job),
            agreements.find(session, job.definition()),
            agreements.grants(session, job.definition(), worker.recipient().hex()))
        .usingConcurrencyOf(1)
        .with((parameters, bundle, agreement, grants) ->
            new Contents(job, parameters, bundle, agreement, grants, worker));
  }

  private Uni<RegisteredWorker> worker(Mutiny.Session session, OrderEntity order) {
    return workers.find(session, List.of(order.worker)).map(List::getFirst);
  }

  private static SealedEnvelope seal(Contents contents) {
    List<OrderInput> inputs = new ArrayList<>();
    for (AgreedInput input : contents.agreement().inputs()) {
      inputs.add(orderInput(input, contents.grants()));
    }
    JobRecord job = contents.job();
    WorkOrder order =
        new WorkOrder(
            job.context(),
            job.request(),
            contents.agreement().bytes(),
            inputs,
            contents.parameters(),
            job.decision(),
            contents.policyBundle(),
            job.salt());
    // The worker knows the commitment from the chain before it can open anything.
    byte[] aad = job.context().commitment(job.salt()).bytes();
    return SealedEnvelope.seal(
        contents.worker().recipientKey(), Labels.REQUEST, aad, order.encode());
  }

  private static OrderInput orderInput(AgreedInput input, Map<String, KeyGrant> grants) {
    KeyGrant grant = grants.get(input.dataset());
    if (grant == null) {
      throw new IllegalStateException("the chain assigned a worker that holds no key");
    }
    return new OrderInput(
        input.declaration(),
        input.content().orElseThrow(),
        input.consent().orElseThrow().statement(),
        grant);
  }

  private static Uni<Integer> store(
      Mutiny.Session session, OrderEntity order, SealedEnvelope envelope) {
    return session
        .createMutationQuery(
            "update OrderEntity set envelope = ?1"
                + " where job = ?2 and worker = ?3 and envelope is null")
        .setParameter(1, envelope.encode())
        .setParameter(2, order.job)
        .setParameter(3, order.worker)
        .executeUpdate();
  }
}
