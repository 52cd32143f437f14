// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.bundle;

import io.cloister.gateway.chain.ChainClient;
import io.cloister.gateway.chain.ChainTrust;
import io.cloister.gateway.definition.Agreement;
import io.cloister.gateway.definition.Agreements;
import io.cloister.gateway.dispatch.HandedIn;
import io.cloister.gateway.job.JobRecords;
import io.cloister.gateway.job.JobRecords.JobRecord;
import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.runtime.Loop;
import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.gateway.worker.WorkerRegistry;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.job.JobId;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;

/// Puts together what proves a FINAL job offline, once, and keeps it. The proofs come from a
/// gatekeeper and are verified before they are kept; the receipt that counts is the one whose
/// digest its worker revealed on the chain.
@ApplicationScoped
class BundleAssembler {
  private static final Duration PAUSE = Duration.ofMillis(200);

  /// Within it no other instance assembles the same bundle, and a failed one is tried again.
  private static final Duration LEASE = Duration.ofSeconds(5);

  private static final String LEASE_DUE =
      """
      select * from job_bundle where bundle is null and drive_at <= :now
      order by drive_at limit 5 for update skip locked\
      """;

  private final SystemScope system;
  private final JobRecords jobs;
  private final Agreements agreements;
  private final WorkerRegistry workers;
  private final HandedIn handedIn;
  private final ChainClient chain;
  private final ChainTrust trust;
  private final CryptoThreads crypto;
  private final Bell bell;
  private final InstantSource clock;

  BundleAssembler(
      SystemScope system,
      JobRecords jobs,
      Agreements agreements,
      WorkerRegistry workers,
      HandedIn handedIn,
      ChainClient chain,
      ChainTrust trust,
      CryptoThreads crypto,
      Bell bell,
      InstantSource clock) {
    this.system = system;
    this.jobs = jobs;
    this.agreements = agreements;
    this.workers = workers;
    this.handedIn = handedIn;
    this.chain = chain;
    this.trust = trust;
    this.crypto = crypto;
    this.bell = bell;
    this.clock = clock;
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.startOnBell("bundles", PAUSE, this::assembleDue);
  }

  Uni<Progress> assembleDue() {
    return Loop.each(system.run(this::lease), this::assemble);
  }

  private Uni<List<BundleEntity>> lease(Mutiny.Session session) {
    return session
        .createNativeQuery(LEASE_DUE, BundleEntity.class)
        .setParameter("now", clock.instant())
        .getResultList()
        .invoke(due -> due.forEach(each -> each.driveAt = clock.instant().plus(LEASE)));
  }

  /// What the database holds about a job.
  private record Kept(
      JobRecord job, Agreement agreement, byte[] policyBundle, List<HandedIn.Result> results) {}

  private Uni<BundleEntity> assemble(BundleEntity due) {
    return system
        .run(session -> jobs.find(session, due.job).chain(job -> kept(session, job)))
        .chain(kept ->
            chain.jobProofs(new JobId(due.job)).chain(proofs -> complete(due, kept, proofs)))
        .chain(done -> system.run(session -> session.merge(done)))
        .invoke(bell::ring);
  }

  private Uni<Kept> kept(Mutiny.Session session, JobRecord job) {
    return Uni.combine()
        .all()
        .unis(
            agreements.find(session, job.definition()),
            jobs.policyBundle(session, job),
            handedIn.results(session, job.id(), job.round()))
        .usingConcurrencyOf(1)
        .with((agreement, bundle, results) -> new Kept(job, agreement, bundle, results));
  }

  private Uni<BundleEntity> complete(BundleEntity due, Kept kept, List<EntryProof> proofs) {
    return crypto
        .compute(() -> Reveals.of(trust.genesis(), proofs))
        .chain(reveals ->
            system
                .run(session -> workers.registrations(session, reveals.registrations(kept.job())))
                .chain(registrations ->
                    crypto.compute(
                        () -> complete(due, kept, new Proven(reveals, registrations, proofs)))));
  }

  /// What the chain proves about a job.
  private record Proven(
      Reveals reveals, List<EntryProof> registrations, List<EntryProof> history) {}

  private BundleEntity complete(BundleEntity due, Kept kept, Proven proven) {
    HandedIn.Result counting = proven.reveals().counting(kept.job(), kept.results());
    AuditBundle bundle =
        new AuditBundle(
            trust.genesis().encode(),
            agreement(kept.agreement()),
            new AuditBundle.Decision(
                kept.job().context(),
                kept.job().salt(),
                kept.job().decision(),
                kept.policyBundle()),
            proven.registrations(),
            proven.history(),
            counting.receipt());
    due.worker = counting.worker();
    due.bundle = bundle.encode();
    return due;
  }

  private static AuditBundle.Agreement agreement(Agreement agreement) {
    return new AuditBundle.Agreement(
        agreement.bytes(),
        agreement.inputs().stream()
            .map(input ->
                new AuditBundle.InputStatements(
                    input.declaration(),
                    input.content().orElseThrow(),
                    input.consent().orElseThrow().statement()))
            .toList());
  }
}
