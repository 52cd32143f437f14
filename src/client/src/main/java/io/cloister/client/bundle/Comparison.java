// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import static java.util.Objects.requireNonNull;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.bundle.ChainFacts.Fact;
import io.cloister.client.bundle.ReceiptCheck.RunFacts;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Operation.CommitResult;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/// The comparison of the replicas, done again from the workers' own signed words.
final class Comparison {
  private final Authorization authorization;
  private final ChainFacts facts;
  private final Map<KeyId, AttestedWorker> workers;

  Comparison(Authorization authorization, ChainFacts facts, Map<KeyId, AttestedWorker> workers) {
    this.authorization = authorization;
    this.facts = facts;
    this.workers = workers;
  }

  /// The assignment of the round that the job ended in.
  ///
  /// @param event who was chosen
  /// @param height the block that chose them
  record Assignment(JobAssigned event, long height) {}

  /// The result that counts.
  ///
  /// @param ending the chain's word, confirmed
  /// @param reveals what each of the agreeing workers revealed
  record Agreed(JobEnded ending, Map<KeyId, RevealResult> reveals) {}

  /// The workers of the last round were candidates, registered at that time by the registrations
  /// that are here, and those that revealed are run by distinct operators.
  Proof<Assignment> assignment() throws Refuted {
    JobEnded ending = ending();
    Fact fact = last(event -> event instanceof JobAssigned assigned && isOurs(assigned, ending));
    JobAssigned assigned =
        fact.events().stream()
            .filter(JobAssigned.class::isInstance)
            .map(JobAssigned.class::cast)
            .filter(event -> isOurs(event, ending))
            .findFirst()
            .orElseThrow();
    Refuted.unless(
        authorization.operation().candidates().containsAll(assigned.workers()),
        "a worker was assigned that held no keys for the job");
    Set<String> operators = new TreeSet<>();
    for (AttestedWorker worker : workers.values()) {
      Refuted.unless(
          assigned.workers().contains(worker.id()), "worker " + worker.id() + " was not assigned");
      Refuted.unless(
          worker.term().covers(fact.header().consensusTime()),
          "worker " + worker.id() + " was not registered when it was assigned");
      Refuted.unless(
          assigned.registrationOf(worker.id()).equals(Optional.of(worker.term().registration())),
          "the registration of worker " + worker.id() + " is not the one it was assigned by");
      Refuted.unless(
          operators.add(worker.operator()), "two workers are run by " + worker.operator());
    }
    return new Proof<>(
        new Assignment(assigned, fact.header().height()),
        "round %d at height %d: %d workers; those that revealed are run by %s"
            .formatted(
                assigned.round(),
                fact.header().height(),
                assigned.workers().size(),
                String.join(", ", operators)));
  }

  /// Each reveal opens its commitment, which came first; a quorum of distinct operators revealed
  /// the same outcome; and the chain named the same workers as agreeing, dissenting and silent.
  Proof<Agreed> compared(Assignment assignment) throws Refuted, MalformedException {
    JobEnded ending = ending();
    Map<KeyId, RevealResult> reveals = reveals(assignment.event());
    Refuted.unless(
        reveals.keySet().equals(workers.keySet()),
        "the registrations are not those of the workers that revealed");
    Outcome outcome = quorum(reveals.values());
    Set<KeyId> agreeing = new TreeSet<>();
    Set<KeyId> dissenting = new TreeSet<>();
    reveals.forEach(
        (worker, reveal) -> (reveal.outcome().equals(outcome) ? agreeing : dissenting).add(worker));
    Set<KeyId> silent = new TreeSet<>(assignment.event().workers());
    silent.removeAll(reveals.keySet());
    Refuted.unless(
        outcome.equals(ending.outcome())
            && sameMembers(agreeing, ending.agreeing())
            && sameMembers(dissenting, ending.dissenting())
            && sameMembers(silent, ending.silent()),
        "the chain drew another conclusion from these reveals");
    KeyId named = ending.receiptWorker();
    Refuted.unless(
        named != null && agreeing.contains(named),
        "the worker that the chain names for the receipt is not among those that agree");
    Map<KeyId, RevealResult> agreed = new TreeMap<>(reveals);
    agreed.keySet().retainAll(agreeing);
    return new Proof<>(new Agreed(ending, agreed), summary(agreeing, dissenting, silent));
  }

  private AttestedWorker worker(KeyId id) {
    return requireNonNull(workers.get(id));
  }

  private String summary(Set<KeyId> agreeing, Set<KeyId> dissenting, Set<KeyId> silent) {
    String agreed =
        "%d of %d agree (quorum %d)"
            .formatted(
                agreeing.size(),
                agreeing.size() + dissenting.size() + silent.size(),
                authorization.operation().quorum());
    return agreed
        + (dissenting.isEmpty() ? "" : "; dissenting: " + named(dissenting))
        + (silent.isEmpty() ? "" : "; silent: " + silent);
  }

  /// The run of the worker that the chain names for the receipt, which must be this one: a job has
  /// one receipt, although each agreeing worker could sign one.
  RunFacts run(byte[] receipt, Assignment assignment, Agreed agreed) throws Refuted {
    KeyId named = requireNonNull(agreed.ending().receiptWorker());
    RevealResult reveal = requireNonNull(agreed.reveals().get(named));
    Refuted.unless(
        Digest.of(receipt).equals(reveal.receipt()),
        "the worker that the chain names, " + named + ", did not reveal this receipt");
    return new RunFacts(worker(named), assignment, reveal);
  }

  private String named(Set<KeyId> ids) {
    return String.join(
        ", ", ids.stream().map(id -> id + " run by " + worker(id).operator()).toList());
  }

  private JobEnded ending() throws Refuted {
    Fact fact = last(event -> event instanceof JobEnded ended && isOurs(ended));
    JobEnded ending =
        fact.events().stream()
            .filter(JobEnded.class::isInstance)
            .map(JobEnded.class::cast)
            .filter(this::isOurs)
            .findFirst()
            .orElseThrow();
    Refuted.unless(
        ending.ending() == Ending.FINAL, "the job did not end FINAL: " + ending.reason());
    return ending;
  }

  private boolean isOurs(JobEnded event) {
    return event.jobId().equals(authorization.operation().jobId());
  }

  private boolean isOurs(JobAssigned event, JobEnded ending) {
    return event.jobId().equals(authorization.operation().jobId())
        && event.round() == ending.round();
  }

  private Fact last(Predicate<ChainEvent> wanted) throws Refuted {
    return facts.history().reversed().stream()
        .filter(fact -> fact.events().stream().anyMatch(wanted))
        .findFirst()
        .orElseThrow(() -> new Refuted("the history does not tell how the job went on"));
  }

  /// The accepted reveals of a round, each by its worker's own signature and true to a commitment
  /// that was accepted before.
  private Map<KeyId, RevealResult> reveals(JobAssigned round) throws Refuted, MalformedException {
    Map<KeyId, Digest> commitments = new HashMap<>();
    Map<KeyId, RevealResult> reveals = new TreeMap<>();
    for (Fact fact : facts.history()) {
      Optional<TransactionBody> body = fact.body();
      if (body.isEmpty() || fact.entry().effect() instanceof Effect.Rejected) {
        continue;
      }
      switch (body.get().operation()) {
        case CommitResult commit when ours(commit.jobId(), commit.round(), round) ->
            signer(fact).ifPresent(worker -> commitments.put(worker, commit.commitment()));
        case RevealResult reveal when ours(reveal.jobId(), reveal.round(), round) -> {
          KeyId worker =
              signer(fact)
                  .orElseThrow(
                      () -> new Refuted("a reveal is by no worker whose registration is here"));
          Refuted.unless(
              reveal.digest().equals(commitments.get(worker)),
              "worker " + worker + " revealed something else than it had committed to");
          reveals.put(worker, reveal);
        }
        default -> {}
      }
    }
    return reveals;
  }

  private static boolean ours(Object job, int number, JobAssigned round) {
    return job.equals(round.jobId()) && number == round.round();
  }

  /// The registered worker that signed this. Those that committed but stayed silent have no
  /// registration here, and no say in the result.
  private Optional<KeyId> signer(Fact fact) throws MalformedException {
    for (AttestedWorker worker : workers.values()) {
      if (fact.signedBy(worker.keys().signing()).isPresent()) {
        return Optional.of(worker.id());
      }
    }
    return Optional.empty();
  }

  private Outcome quorum(Collection<RevealResult> reveals) throws Refuted {
    Map<Outcome, Integer> votes = new HashMap<>();
    for (RevealResult reveal : reveals) {
      if (votes.merge(reveal.outcome(), 1, Integer::sum) >= authorization.operation().quorum()) {
        Refuted.unless(
            reveal.outcome() instanceof Outcome.Succeeded, "the workers agree on a failure");
        return reveal.outcome();
      }
    }
    throw new Refuted("no outcome has a quorum");
  }

  private static boolean sameMembers(Set<KeyId> recomputed, List<KeyId> told) {
    return told.size() == recomputed.size() && recomputed.containsAll(told);
  }
}
