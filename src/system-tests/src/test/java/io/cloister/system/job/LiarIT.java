// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.client.bundle.BundleVerifier;
import io.cloister.client.bundle.Step;
import io.cloister.client.bundle.Verification;
import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.OpenedResult;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.protocol.encoding.Digest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// A worker that passes every check and answers falsely.
@ExtendWith(SharedWorld.class)
class LiarIT {
  /// The operator of worker-2.
  private static final String OPERATOR = "operator-3";

  @Test
  void aLyingWorkerIsOutvotedAndNamed(World world) throws Exception {
    List<AttestedWorker> honest = world.fleet.workers().subList(0, 2);
    world.stack.kill("worker-2");
    try (LiarProcess process = LiarProcess.start(world, OPERATOR)) {
      AttestedWorker liar = world.fleet.worker(process.address());
      List<AttestedWorker> workers = List.of(honest.get(0), honest.get(1), liar);
      Digest definition = world.define(Question.of("a question to a liar", Question.QUICK));
      world.ava.approve(definition, workers);
      world.max.approve(definition, workers);

      JobView end = world.run(definition, state -> {});

      assertThat(end.state()).as(end.json().toString()).isEqualTo(JobState.FINAL);
      assertThat(end.json().object("ending").texts("dissenting")).containsExactly(liar.id().hex());
      OpenedResult result =
          world.ava.client().jobs().result(end.id(), world.ava.keys(), world.trust);
      assertThat(result.table().rows()).hasSize(3).noneMatch(row -> row.contains("nowhere"));
      assertThat(result.proven().dissenting()).containsExactly(liar.id());
      Verification verification = new BundleVerifier(world.trust).verify(result.bundle());
      assertThat(verification.steps())
          .filteredOn(step -> step.name().equals("comparison"))
          .extracting(Step::detail)
          .singleElement()
          .asString()
          .contains("dissenting: " + liar.id() + " run by " + OPERATOR);
    } finally {
      world.stack.restart("worker-2");
    }
  }
}
