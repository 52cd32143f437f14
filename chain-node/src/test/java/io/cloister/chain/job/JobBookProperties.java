// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.KeyId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class JobBookProperties {
  /// One thing that somebody does.
  record Step(int kind, int job, int seat, int answer) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.frequency(
                Tuple.of(2, 0), Tuple.of(8, 1), Tuple.of(8, 2), Tuple.of(2, 3), Tuple.of(1, 4)),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 4),
            Arbitraries.frequency(Tuple.of(6, 1), Tuple.of(2, 2), Tuple.of(1, 0)))
        .as(Step::new)
        .list()
        .ofMaxSize(120);
  }

  private static BookModel run(List<Step> steps) {
    BookModel model = new BookModel();
    for (Step step : steps) {
      run(model, step);
    }
    return model;
  }

  private static Effect run(BookModel model, Step step) {
    int jobs = model.terms.size();
    if (step.kind() == 0 || jobs == 0) {
      return model.authorize(1 + step.seat(), 60 + 40 * step.job());
    }
    int job = step.job() % jobs;
    return switch (step.kind()) {
      case 1 -> model.commit(job, step.seat(), step.answer());
      case 2 -> model.reveal(job, step.seat(), step.answer());
      case 3 -> {
        model.pass(7 * (1 + step.seat()));
        yield new Effect.Accepted(List.of());
      }
      default -> model.cancel(job);
    };
  }

  @Property(tries = 400)
  void everyJobEndsExactlyOnceHoweverItIsTreated(@ForAll("steps") List<Step> steps) {
    BookModel model = run(steps);
    for (int i = 0; i < 20; i++) {
      model.pass(60);
    }
    Map<JobId, Integer> endings = new HashMap<>();
    for (ChainEvent event : model.events) {
      if (event instanceof JobEnded ended) {
        endings.merge(ended.jobId(), 1, Integer::sum);
      }
    }
    assertThat(endings.keySet()).isEqualTo(model.assigned.keySet());
    assertThat(endings.values()).allMatch(count -> count == 1);
    assertThat(model.book.running()).isZero();
    assertThat(model.book.nextDeadline()).isEmpty();
  }

  @Property(tries = 400)
  void finalMeansAQuorumOfDistinctOperatorsWhoWereAssigned(@ForAll("steps") List<Step> steps) {
    BookModel model = run(steps);
    Map<JobId, JobAssigned> last = new HashMap<>();
    for (ChainEvent event : model.events) {
      if (event instanceof JobAssigned next) {
        last.put(next.jobId(), next);
        assertThat(next.workers().stream().map(model.operators::get)).doesNotHaveDuplicates();
      }
      if (event instanceof JobEnded ended && ended.ending() == Ending.FINAL) {
        int quorum =
            model.terms.stream()
                .filter(job -> job.jobId().equals(ended.jobId()))
                .findFirst()
                .orElseThrow()
                .quorum();
        JobAssigned assigned = Objects.requireNonNull(last.get(ended.jobId()));
        List<KeyId> seats = assigned.workers();
        assertThat(ended.agreeing()).hasSizeGreaterThanOrEqualTo(quorum);
        assertThat(seats).containsAll(ended.agreeing()).containsAll(ended.dissenting());
        assertThat(Collections.disjoint(ended.agreeing(), ended.dissenting())).isTrue();
        assertThat(ended.agreeing()).contains(ended.receiptWorker());
        assertThat(ended.round()).isEqualTo(assigned.round());
      }
    }
  }

  @Property(tries = 200)
  void whatHasEndedChangesNoMore(@ForAll("steps") List<Step> steps) {
    BookModel model = run(steps);
    for (ChainEvent event : List.copyOf(model.events)) {
      if (event instanceof JobEnded ended) {
        int job = (int) ended.jobId().value().getLeastSignificantBits();
        Digest before = model.state.root();
        assertThat(model.commit(job, 0, 1)).isInstanceOf(Effect.Rejected.class);
        assertThat(model.reveal(job, 0, 1)).isInstanceOf(Effect.Rejected.class);
        assertThat(model.cancel(job)).isInstanceOf(Effect.Rejected.class);
        assertThat(model.book.authorize(model.terms.get(job), BookModel.GATEWAY, model.at()))
            .isInstanceOf(Effect.Rejected.class);
        assertThat(model.state.root()).isEqualTo(before);
      }
    }
  }

  @Property(tries = 200)
  void theSameStepsMakeTheSameState(@ForAll("steps") List<Step> steps) {
    BookModel first = run(steps);
    BookModel second = run(steps);
    assertThat(second.events).isEqualTo(first.events);
    assertThat(second.state.root()).isEqualTo(first.state.root());
  }

  @Property(tries = 200)
  void aRejectionChangesNothing(@ForAll("steps") List<Step> steps) {
    BookModel model = new BookModel();
    for (Step step : steps) {
      Digest before = model.state.root();
      Effect effect = run(model, step);
      if (effect instanceof Effect.Rejected) {
        assertThat(model.state.root()).isEqualTo(before);
      }
    }
  }
}
