// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.job.OpenedResult;
import io.cloister.client.job.Submission;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobParameters;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// `kill -9` of any part, while a job needs it: the job ends FINAL, once, with one receipt.
@ExtendWith(SharedWorld.class)
class CrashIT {
  @Test
  void aWorkerMayDieWhileItRuns(World world) throws Exception {
    try {
      OpenedResult result = survives(world, JobState.RUNNING, () -> world.stack.kill("worker-1"));
      assertThat(result.proven().agreeing()).hasSize(2);
    } finally {
      world.stack.restart("worker-1");
    }
  }

  @Test
  void theGatewayMayDieOnceWorkersAreAssigned(World world) throws Exception {
    OpenedResult result = survives(world, JobState.ASSIGNED, () -> world.fleet.crash("gateway"));
    assertThat(result.proven().agreeing()).hasSizeGreaterThanOrEqualTo(2);
  }

  @Test
  void theChainNodeMayDieWhileItCompares(World world) throws Exception {
    OpenedResult result =
        survives(world, JobState.COMPARING, () -> world.fleet.crash("gatekeeper-0"));
    assertThat(result.proven().agreeing()).hasSizeGreaterThanOrEqualTo(2);
  }

  private static OpenedResult survives(World world, JobState state, Runnable crash)
      throws Exception {
    Digest definition = world.agree(Question.of("crash while " + state, Question.SLOW));
    Submission submission = new Submission(definition, new JobParameters(List.of()), World.key());
    JobView job = world.submit(submission);
    List<JobState> seen = new CopyOnWriteArrayList<>();
    JobView end =
        world
            .ava
            .client()
            .jobs()
            .follow(
                job.id(),
                now -> {
                  if (now == state && !seen.contains(state)) {
                    crash.run();
                  }
                  seen.add(now);
                });
    assertThat(end.state()).as("%s %s", seen, end.json()).isEqualTo(JobState.FINAL);
    assertThat(seen).contains(state).containsOnlyOnce(JobState.FINAL).endsWith(JobState.FINAL);
    return onlyResult(world, job, definition);
  }

  /// Verifies the bundle, which proves one ending and holds one receipt, and opens the result.
  private static OpenedResult onlyResult(World world, JobView job, Digest definition)
      throws Exception {
    assertThat(world.ava.client().jobs().list())
        .filteredOn(each -> each.optionalText("definition").equals(Optional.of(definition.hex())))
        .hasSize(1);
    byte[] bundle = world.ava.client().jobs().bundle(job.id());
    OpenedResult result = world.ava.client().jobs().result(job.id(), world.ava.keys(), world.trust);
    assertThat(result.bundle()).as("the receipt never changes").isEqualTo(bundle);
    assertThat(result.table().rows()).hasSize(3);
    assertThat(world.stack.state().resolve("logs/gateway.log"))
        .content()
        .doesNotContain("a request failed");
    return result;
  }
}
