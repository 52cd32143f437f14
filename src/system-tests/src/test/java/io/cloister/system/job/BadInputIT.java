// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.cloister.client.job.JobState;
import io.cloister.client.job.JobView;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ProblemException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.signature.SignedStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// Each mistake has a problem of its own, which the documentation explains.
@ExtendWith(SharedWorld.class)
class BadInputIT {
  private static final Path ERRORS = World.root().resolve("docs/use/errors.md");

  /// Larger than the largest dataset that a gateway takes without further setting, 16 GiB.
  private static final long TOO_LONG = 17L << 30;

  private static final int TOO_LARGE_CHUNK = (4 << 20) + 1;

  @Test
  void anUnknownColumnIsNamedAsSuch(World world) throws Exception {
    fails(
        world,
        world.agree(Question.of("unknown column", "SELECT sum(s.colour) AS c FROM shipments s")),
        "sql-unknown-column");
  }

  @Test
  void textThatIsNoSqlIsASyntaxError(World world) throws Exception {
    fails(
        world,
        world.agree(Question.of("syntax error", "SELECT FROM WHERE shipments")),
        "sql-syntax");
  }

  @Test
  void groupsBelowTheOwnersMinimumAreNotAnswered(World world) throws Exception {
    Path file = world.folder().resolve("shipments.csv");
    DatasetDeclaration guarded =
        world.declaration(world.ava, file, "guarded", new AnalysisRules(Shipments.ROWS, List.of()));
    Digest dataset = world.upload(world.ava, file, guarded);
    String sql = "SELECT s.plant AS plant, count(*) AS n FROM shipments s GROUP BY s.plant";
    Digest definition =
        world.define(
            Question.of("groups too small", sql), List.of(new Input("shipments", dataset)));
    world.ava.approve(definition, world.fleet.workers());
    fails(world, definition, "groups-too-small");
  }

  @Test
  void aKeyThatOpensNothingIsRefusedByTheWorkers(World world) throws Exception {
    Digest definition = world.define(Question.of("wrong data key", Question.QUICK));
    world.ava.approveWithWrongKey(definition, world.fleet.workers());
    world.max.approve(definition, world.fleet.workers());
    fails(world, definition, "key-refused");
  }

  @Test
  void aSignatureByAnotherKeyIsRefused(World world) throws Exception {
    Digest definition = world.define(Question.of("wrong signing key", Question.QUICK));
    Digest dataset =
        world.max.client().agreements().show(definition).content().inputs().getLast().declaration();
    long now = InstantSource.system().millis();
    Approval approval = new Approval(definition, dataset, now, now + 60_000);
    byte[] statement =
        SignedStatement.sign(ContentTypes.APPROVAL, approval.encode(), world.ava.keys().signing())
            .encode();
    JsonObject body = JsonObject.empty().with("statement", statement).with("grants", List.of());
    refuses(
        () ->
            world
                .max
                .gateway()
                .call(Call.post("/v1/definitions/" + definition.hex() + "/approvals", body)),
        "signature-refused");
  }

  @Test
  void aDefinitionThatHasExpiredCannotBeRun(World world) throws Exception {
    Duration term = Duration.ofSeconds(10);
    Digest definition = world.agree(Question.of("expires soon", Question.QUICK).lasting(term));
    InstantSource clock = InstantSource.system();
    long end = world.ava.client().agreements().show(definition).content().expiresAt();
    await().atMost(term.multipliedBy(2)).until(() -> clock.millis() > end);
    refuses(() -> post(world, definition, World.key(), 1), "definition-expired");
  }

  @Test
  void aDefinitionThatAnOwnerHasNotApprovedCannotBeRun(World world) throws Exception {
    Digest definition = world.define(Question.of("unapproved", Question.QUICK));
    world.ava.approve(definition, world.fleet.workers());
    refuses(() -> post(world, definition, World.key(), 1), "definition-unapproved");
  }

  @Test
  void anIdOfTheWrongFormIsMalformed(World world) throws Exception {
    refuses(() -> world.ava.gateway().call(Call.get("/v1/jobs/one")), "malformed-id");
    refuses(() -> world.ava.gateway().call(Call.get("/v1/datasets/one")), "malformed-id");
    refuses(() -> world.ava.gateway().call(Call.get("/v1/definitions/one")), "malformed-id");
  }

  @Test
  void anIdempotencyKeyServesOneRequestOnly(World world) throws Exception {
    Digest definition = world.agree(Question.of("sent twice", Question.QUICK));
    String key = World.key();
    String first = post(world, definition, key, 1).created();
    assertThat(post(world, definition, key, 1).created()).isEqualTo(first);
    refuses(() -> post(world, definition, key, 2), "idempotency-key-reused");
    JobView end = world.ava.client().jobs().follow(JobId.parse(first), state -> {});
    assertThat(end.state()).isEqualTo(JobState.FINAL);
  }

  @Test
  void anUploadBeyondTheLimitIsRefusedBeforeItBegins(World world) throws Exception {
    Path file = world.folder().resolve("plants.csv");
    DatasetDeclaration declaration = world.declaration(world.ava, file, "too-large");
    Digest dataset = world.ava.client().datasets().register(declaration, world.ava.keys());
    refuses(() -> begin(world.ava, dataset, TOO_LONG), "upload-too-large");
    String upload = begin(world.ava, dataset, TOO_LONG >> 10).created();
    Call chunk =
        Call.patch("/v1/uploads/" + upload, new byte[TOO_LARGE_CHUNK]).with("Upload-Offset", "0");
    refuses(() -> world.ava.gateway().call(chunk), "upload-too-large");
  }

  private static Answer begin(Person owner, Digest dataset, long length) throws Exception {
    SealedContent content =
        new SealedContent(dataset, Digest.of(Files.readAllBytes(ERRORS)), length);
    byte[] statement =
        SignedStatement.sign(ContentTypes.CONTENT, content.encode(), owner.keys().signing())
            .encode();
    return owner
        .gateway()
        .call(
            Call.post(
                "/v1/datasets/" + dataset.hex() + "/uploads",
                JsonObject.empty().with("statement", statement)));
  }

  private static Answer post(World world, Digest definition, String key, int request)
      throws Exception {
    byte[] requestId = new byte[16];
    requestId[0] = (byte) request;
    JsonObject body =
        JsonObject.empty()
            .with("definition", definition.hex())
            .with("purpose", World.PURPOSE)
            .with("requestId", requestId);
    return world.ava.gateway().call(Call.post("/v1/jobs", body).with("Idempotency-Key", key));
  }

  /// The job is accepted, and ends with this problem.
  private static void fails(World world, Digest definition, String code) throws Exception {
    JobView end = world.run(definition, state -> {});
    assertThat(end.state()).as(end.json().toString()).isEqualTo(JobState.FAILED);
    assertThat(end.problem().orElseThrow().code()).isEqualTo(code);
    assertThat(ERRORS).content().contains("| `" + code + "` |");
  }

  /// The request is answered with this problem.
  private static void refuses(ThrowingCallable request, String code) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, request);
    assertThat(problem).as(code).isNotNull();
    assertThat(problem.code()).isEqualTo(code);
    assertThat(ERRORS).content().contains("| `" + code + "` | " + problem.status() + " |");
  }
}
