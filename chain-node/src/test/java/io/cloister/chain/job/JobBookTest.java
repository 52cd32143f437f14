// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.ChainEvent.RevealOpened;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.WorkerEvent.WorkerStateChanged;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.signature.KeyId;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JobBookTest {
  private final BookModel model = new BookModel();

  private static String code(Effect effect) {
    return effect instanceof Effect.Rejected rejected ? rejected.code() : "accepted";
  }

  private ChainEvent last() {
    return model.events.getLast();
  }

  @Test
  void outvotesAndNamesALiar() {
    runWithALiar();
    JobAssigned assigned = model.assigned(0);
    assertThat(last())
        .isEqualTo(
            new WorkerStateChanged(assigned.workers().get(1), WorkerState.BANNED, "wrong-result"));
    assertThat(model.events.get(model.events.size() - 2))
        .isInstanceOfSatisfying(
            JobEnded.class,
            ended -> {
              assertThat(ended.ending()).isEqualTo(Ending.FINAL);
              assertThat(ended.agreeing())
                  .containsExactly(assigned.workers().get(0), assigned.workers().get(2));
              assertThat(ended.dissenting()).containsExactly(assigned.workers().get(1));
              assertThat(ended.silent()).isEmpty();
            });
  }

  @Test
  void givesALiarNoMoreWork() {
    runWithALiar();
    KeyId liar = model.assigned(0).workers().get(1);
    for (int job = 1; job < 20; job++) {
      model.authorize(3, 600);
      assertThat(model.assigned(job).workers()).doesNotContain(liar);
    }
  }

  @Test
  void goesOnWithoutASilentWorkerAndNamesIt() {
    model.authorize(3, 600);
    model.commit(0, 0, 1);
    model.commit(0, 1, 1);
    model.pass(29);
    assertThat(last()).isInstanceOf(JobAssigned.class);
    model.pass(2);
    assertThat(last())
        .isInstanceOfSatisfying(
            RevealOpened.class, opened -> assertThat(opened.committed()).hasSize(2));
    assertThat(code(model.commit(0, 2, 1))).isEqualTo("late-commitment");
    model.reveal(0, 0, 1);
    model.reveal(0, 1, 1);
    assertThat(last())
        .isInstanceOfSatisfying(
            JobEnded.class,
            ended -> {
              assertThat(ended.ending()).isEqualTo(Ending.FINAL);
              assertThat(ended.silent()).hasSize(1);
            });
  }

  @Test
  void givesAJobWithoutQuorumToOthersAndThenGivesUp() {
    model.authorize(2, 6000);
    List<KeyId> first = model.assigned(0).workers();
    for (int round = 1; round <= 3; round++) {
      assertThat(model.assigned(0).round()).isEqualTo(round);
      model.commit(0, 0, 1);
      model.commit(0, 1, 2);
      model.reveal(0, 0, 1);
      model.reveal(0, 1, 2);
      if (round == 1) {
        assertThat(model.assigned(0).workers()).doesNotContainAnyElementsOf(first);
      }
    }
    assertThat(last())
        .isInstanceOfSatisfying(
            JobEnded.class,
            ended -> {
              assertThat(ended.ending()).isEqualTo(Ending.FAILED);
              assertThat(ended.reason()).isEqualTo("no-quorum");
            });
  }

  @Test
  void endsAsFailedWhenAQuorumSaysSo() {
    model.authorize(1, 600);
    model.commit(0, 0, 0);
    model.reveal(0, 0, 0);
    assertThat(last())
        .isInstanceOfSatisfying(
            JobEnded.class,
            ended -> {
              assertThat(ended.ending()).isEqualTo(Ending.FAILED);
              assertThat(ended.reason()).isEqualTo("sql-syntax");
              assertThat(ended.receiptWorker()).isNull();
            });
  }

  @Test
  void expiresAJobThatNobodyRuns() {
    model.authorize(3, 40);
    model.pass(60);
    assertThat(last())
        .isInstanceOfSatisfying(
            JobEnded.class, ended -> assertThat(ended.ending()).isEqualTo(Ending.EXPIRED));
  }

  @Test
  void keepsRevealsBackUntilTheCommitmentsAreIn() {
    model.authorize(2, 600);
    model.commit(0, 0, 1);
    assertThat(code(model.reveal(0, 0, 1))).isEqualTo("reveal-not-open");
    model.commit(0, 1, 1);
    assertThat(code(model.reveal(0, 0, 2))).isEqualTo("commitment-mismatch");
    assertThat(code(model.reveal(0, 0, 1))).isEqualTo("accepted");
    assertThat(code(model.reveal(0, 0, 1))).isEqualTo("already-revealed");
    assertThat(code(model.commit(0, 1, 1))).isEqualTo("already-committed");
  }

  @Test
  void refusesWhatItCannotRun() {
    assertThat(code(model.authorize(6, 600))).isEqualTo("too-few-workers");
    assertThat(code(model.authorize(1, 20))).isEqualTo("expires-too-soon");
    assertThat(code(model.authorize(1, 400 * 24 * 3600))).isEqualTo("expires-too-late");
    Operation.AuthorizeJob minority =
        new Operation.AuthorizeJob(
            model.terms.getFirst().jobId(),
            Digest.of(new byte[0]),
            model.workers,
            4,
            2,
            30,
            List.of(),
            List.of(),
            model.time + 600_000);
    assertThat(code(model.book.authorize(minority, BookModel.GATEWAY, model.at())))
        .isEqualTo("quorum-not-majority");
    assertThat(code(model.cancel(0))).isEqualTo("unknown-job");
  }

  @Test
  void assignsOnlyWhereTheJobMayRun() {
    Operation.AuthorizeJob inAmerica =
        new Operation.AuthorizeJob(
            new JobId(new UUID(2, 2)),
            Digest.of(new byte[0]),
            model.workers,
            3,
            2,
            30,
            List.of("us"),
            List.of(),
            model.time + 600_000);
    Effect effect = model.book.authorize(inAmerica, BookModel.GATEWAY, model.at());
    assertThat(((Effect.Accepted) effect).events().getFirst())
        .isInstanceOfSatisfying(
            JobAssigned.class,
            assigned ->
                assertThat(assigned.workers())
                    .allMatch(id -> model.registry.find(id).orElseThrow().region().equals("us")));
  }

  private void runWithALiar() {
    model.authorize(3, 600);
    model.commit(0, 0, 1);
    model.commit(0, 1, 2);
    model.commit(0, 2, 1);
    model.reveal(0, 0, 1);
    model.reveal(0, 1, 2);
    model.reveal(0, 2, 1);
  }
}
