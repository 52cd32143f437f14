// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.cloister.gateway.Api.approve;
import static io.cloister.gateway.Api.as;
import static io.cloister.gateway.Api.definition;
import static io.cloister.gateway.Api.makeReady;
import static io.cloister.gateway.Api.now;
import static io.cloister.gateway.Api.propose;
import static io.cloister.gateway.Api.refused;
import static io.cloister.gateway.Api.request;
import static io.cloister.gateway.Api.submit;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.job.WorkOrder;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.signature.KeyId;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class JobTest {
  private final TestOwner airline = new TestOwner("airline", 200_000);
  private final TestOwner airport = new TestOwner("airport", 100);
  private final TestWorker first = new TestWorker();
  private final TestWorker second = new TestWorker();
  private final List<TestWorker> workers = List.of(first, second);
  private final JobDefinition definition = definition(now() + TestOwner.HOUR, airline, airport);
  private final Digest id = definition.digest();

  @BeforeEach
  void agree() {
    makeReady(airline);
    makeReady(airport);
    propose(airline, definition).then().statusCode(201);
    workers.forEach(worker -> worker.register(now()));
    approve(airline, id, workers).then().statusCode(201);
    approve(airport, id, workers).then().statusCode(201);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            as(airline.token("analyst"))
                .get("/v1/definitions/" + id.hex() + "/candidates")
                .then()
                .statusCode(200)
                .body("", hasSize(2)));
  }

  @Test
  void runsFromSubmissionToAVerifiableRecord() throws MalformedException {
    JobId job = submitted();
    Operation.AuthorizeJob authorization = TestChain.chain().awaitAuthorization(job);
    TestChain.chain().include(authorization, new Effect.Accepted(List.of(assigned(job))));
    awaitState(job, "ASSIGNED");

    serve(first, job, authorization);
    WorkerResult last = serve(second, job, authorization);
    awaitState(job, "RUNNING");
    TestChain.chain().tick(new ChainEvent.RevealOpened(job, 1, ids(), now() + 10_000));
    awaitState(job, "COMPARING");
    reveal(job, last);

    awaitState(job, "FINAL");
    byte[] bundle = awaitBytes(job, "bundle");
    AuditBundle decoded = AuditBundle.decode(bundle);
    assertThat(decoded.receipt()).isEqualTo(last.receipt());
    assertThat(decoded.registrations()).hasSize(2);
    assertThat(awaitBytes(job, "result")).isEqualTo(last.sealedResult());
    assertThat(awaitBytes(job, "receipt")).isEqualTo(last.receipt());
    refused(first.order(job), 404, "not-found");
    assertThat(events(job, 0))
        .containsSubsequence(
            "SUBMITTED", "AUTHORIZED", "ASSIGNED", "RUNNING", "COMPARING", "FINAL");
    assertThat(events(job, 4)).doesNotContain("AUTHORIZED").contains("FINAL");
    exposed(airline, now() + TestOwner.HOUR, "limit=200").body("jobId", hasItem(job.toString()));
    exposed(airline, now() - TestOwner.HOUR, "limit=200").body("", hasSize(0));
    exposed(new TestOwner("stranger", 1), now() + TestOwner.HOUR, "limit=1").body("", hasSize(0));
  }

  private static ValidatableResponse exposed(TestOwner owner, long date, String more) {
    String query = "model=Simulated&tcbDate=" + Instant.ofEpochMilli(date) + "&" + more;
    return as(owner.token("compliance-officer"))
        .get("/v1/attestations/exposure?" + query)
        .then()
        .statusCode(200);
  }

  @Test
  void answersARepeatedRequestWithTheSameJob() {
    Map<String, Object> body = request(id);
    String key = UUID.randomUUID().toString();
    String location =
        submit(airline, key, body).then().statusCode(202).extract().header("Location");
    submit(airline, key, body).then().statusCode(202).header("Location", equalTo(location));
    refused(submit(airline, key, request(id)), 422, "idempotency-key-reused");
  }

  @Test
  void saysWhatStandsInTheWayOfAJob() {
    refused(submit(airline, "k1", with("definition", "abc")), 400, "malformed-id");
    refused(
        submit(airline, "k2", with("definition", Digest.of(new byte[] {1}).hex())),
        404,
        "not-found");
    refused(submit(airline, "k3", with("purpose", "dpv:Marketing")), 422, "purpose-not-permitted");
    refused(submit(airline, "k4", with("parameters", Map.of())), 422, "parameter-missing");
    refused(
        submit(airline, "k5", with("parameters", Map.of("year", "soon"))),
        422,
        "parameter-invalid");
    refused(
        submit(airline, "k6", with("parameters", Map.of("year", "1", "month", "2"))),
        422,
        "parameter-unknown");
    refused(submit(airport, "k7", request(id)), 403, "submitter-not-permitted");
    refused(
        as(airline.token("analyst")).body(request(id)).post("/v1/jobs"),
        400,
        "idempotency-key-missing");
    JobDefinition draft = definition(now() + TestOwner.HOUR, airline, airport);
    propose(airline, draft);
    approve(airline, draft.digest(), workers);
    refused(submit(airline, "k8", request(draft.digest())), 409, "definition-unapproved");
    approve(airport, draft.digest(), List.of());
    refused(submit(airline, "k9", request(draft.digest())), 409, "not-enough-granted-workers");
  }

  @Test
  void runsNothingOnceAnOwnerHasStopped() {
    as(airport.token("data-owner"))
        .body(Map.of("statement", airport.stop(id, now())))
        .post("/v1/definitions/" + id.hex() + "/stops");
    refused(submit(airline, "stopped", request(id)), 409, "definition-stopped");
  }

  @Test
  void cancelsByTheChainsWord() {
    JobId job = submitted();
    Operation.AuthorizeJob authorization = TestChain.chain().awaitAuthorization(job);
    as(airline.token("analyst")).post("/v1/jobs/" + job.value() + "/cancel").then().statusCode(202);
    TestChain.chain().include(authorization, new Effect.Accepted(List.of(assigned(job))));
    TestChain.chain().awaitCancellation(job);
    TestChain.chain()
        .include(
            new Operation.CancelJob(job),
            new Effect.Accepted(List.of(ended(job, Ending.CANCELLED, "cancelled"))));
    awaitState(job, "CANCELLED");
    refused(
        as(airline.token("analyst")).post("/v1/jobs/" + job.value() + "/cancel"), 409, "job-ended");
    refused(
        as(airline.token("analyst")).get("/v1/jobs/" + job.value() + "/result"),
        409,
        "job-without-result");
  }

  @Test
  void aNewRoundGivesTheOrderToItsWorkersAndTakesItFromTheOthers() throws MalformedException {
    JobId job = submitted();
    Operation.AuthorizeJob authorization = TestChain.chain().awaitAuthorization(job);
    TestChain.chain().include(authorization, new Effect.Accepted(List.of(assigned(job))));
    WorkerResult late = serve(second, job, authorization);
    TestChain.chain()
        .tick(
            new ChainEvent.JobAssigned(
                job, 2, List.of(second.id()), List.of(second.registration), now() + 30_000));
    await()
        .atMost(Duration.ofSeconds(20))
        .untilAsserted(() -> refused(first.order(job), 404, "not-found"));
    byte[] again = fetchOrder(second, job);
    assertThat(second.open(again, authorization.commitment()).context().jobId()).isEqualTo(job);
    refused(second.leave(job, late), 409, "round-mismatch");
  }

  @Test
  void failsWhenTheChainRefusesTheAuthorisation() {
    JobId job = submitted();
    Operation.AuthorizeJob authorization = TestChain.chain().awaitAuthorization(job);
    TestChain.chain().include(authorization, new Effect.Rejected("unknown-gateway", "who is it"));
    awaitState(job, "FAILED");
    as(airline.token("analyst"))
        .get("/v1/jobs/" + job.value())
        .then()
        .body("problem.code", equalTo("authorization-rejected"));
  }

  @Test
  void explainsItsDecisionByArticle() {
    JobId job = submitted();
    as(airline.token("compliance-officer"))
        .get("/v1/jobs/" + job.value() + "/decision")
        .then()
        .statusCode(200)
        .body("verdict", equalTo("permit"))
        .body("policies[0].reason", equalTo("PERMITS"));
  }

  @Test
  void givesOrdersToAssignedWorkersOnly() {
    JobId job = submitted();
    TestWorker stranger = new TestWorker();
    refused(stranger.order(job), 401, "worker-token-refused");
    refused(first.order(job), 404, "not-found");
    refused(given().get("/v1/worker/orders/" + job.value()), 401, "worker-token-refused");
    refused(
        given()
            .header("Authorization", first.token(now() - 120_000))
            .get("/v1/worker/orders/" + job.value()),
        401,
        "worker-token-refused");
  }

  @Test
  void isSeenByItsSubmitterAndRecipientsAlone() {
    JobId job = submitted();
    for (String path : List.of("", "/events", "/decision", "/result", "/receipt", "/bundle")) {
      Response foreign = as(airport.token("analyst")).get("/v1/jobs/" + job.value() + path);
      Response unknown = as(airport.token("analyst")).get("/v1/jobs/" + UUID.randomUUID() + path);
      assertThat(foreign.statusCode()).isEqualTo(404);
      assertThat(foreign.asString()).isEqualTo(unknown.asString());
    }
    refused(
        as(airport.token("analyst")).post("/v1/jobs/" + job.value() + "/cancel"), 404, "not-found");
    as(airport.token("analyst")).get("/v1/jobs").then().statusCode(200).body("", hasSize(0));
    as(airline.token("analyst"))
        .get("/v1/jobs?state=AUTHORIZED")
        .then()
        .statusCode(200)
        .body("[0].id", equalTo(job.value().toString()));
  }

  @Test
  void answersUnchangedJobsWithoutABody() {
    JobId job = submitted();
    String tag =
        as(airline.token("analyst")).get("/v1/jobs/" + job.value()).then().extract().header("ETag");
    as(airline.token("analyst"))
        .header("If-None-Match", tag)
        .get("/v1/jobs/" + job.value())
        .then()
        .statusCode(304);
  }

  /// What a worker does with its order.
  private WorkerResult serve(TestWorker worker, JobId job, Operation.AuthorizeJob authorization)
      throws MalformedException {
    byte[] envelope = fetchOrder(worker, job);
    JobContext context = contextOf(job);
    WorkOrder order = worker.open(envelope, authorization.commitment());
    assertThat(order.context().commitment(order.salt())).isEqualTo(authorization.commitment());
    assertThat(order.definition()).isEqualTo(definition.encode());
    assertThat(worker.content(job, airline.id())).isEqualTo(airline.ciphertext);
    WorkerResult result = worker.result(context, now());
    worker.leave(job, result).then().statusCode(204);
    worker.leave(job, result).then().statusCode(204);
    return result;
  }

  private JobId submitted() {
    String location =
        submit(airline, UUID.randomUUID().toString(), request(id))
            .then()
            .statusCode(202)
            .body("state", equalTo("AUTHORIZED"))
            .extract()
            .header("Location");
    return new JobId(UUID.fromString(location.substring(location.lastIndexOf('/') + 1)));
  }

  private Map<String, Object> with(String field, Object value) {
    Map<String, Object> body = new HashMap<>(request(id));
    body.put(field, value);
    return body;
  }

  private List<KeyId> ids() {
    return workers.stream().map(TestWorker::id).toList();
  }

  private ChainEvent assigned(JobId job) {
    return new ChainEvent.JobAssigned(
        job,
        1,
        ids(),
        workers.stream().map(worker -> worker.registration).toList(),
        now() + 30_000);
  }

  private ChainEvent ended(JobId job, Ending ending, String reason) {
    return new ChainEvent.JobEnded(
        job, 1, ending, null, null, List.of(), List.of(), List.of(), reason);
  }

  private void reveal(JobId job, WorkerResult result) {
    Outcome outcome = new Outcome.Succeeded(Digest.of(new byte[] {7}));
    Operation reveal =
        new Operation.RevealResult(
            job,
            1,
            outcome,
            Digest.of(result.receipt()),
            Digest.of(result.sealedResult()),
            new byte[32]);
    ChainEvent ended =
        new ChainEvent.JobEnded(
            job, 1, Ending.FINAL, outcome, second.id(), ids(), List.of(), List.of(), "quorum");
    TestChain.chain().include(second.transaction(reveal), new Effect.Accepted(List.of(ended)));
  }

  private byte[] fetchOrder(TestWorker worker, JobId job) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() -> assertThat(worker.order(job).statusCode()).isEqualTo(200));
    return worker.order(job).asByteArray();
  }

  private JobContext contextOf(JobId job) throws MalformedException {
    String record =
        as(airline.token("analyst"))
            .get("/v1/jobs/" + job.value() + "/decision")
            .then()
            .extract()
            .path("record");
    byte[] bytes = Base64.getUrlDecoder().decode(record);
    Digest decision = DecisionRecord.decode(bytes).digest();
    return new JobContext(job, id, decision, Api.PURPOSE, airline.tenant);
  }

  private void awaitState(JobId job, String state) {
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            as(airline.token("analyst"))
                .get("/v1/jobs/" + job.value())
                .then()
                .body("state", equalTo(state)));
  }

  private byte[] awaitBytes(JobId job, String what) {
    String address = "/v1/jobs/" + job.value() + "/" + what;
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            assertThat(as(airline.token("analyst")).get(address).statusCode()).isEqualTo(200));
    return as(airline.token("analyst")).get(address).asByteArray();
  }

  private String events(JobId job, int after) {
    return as(airline.token("analyst"))
        .header("Last-Event-ID", after)
        .get("/v1/jobs/" + job.value() + "/events")
        .asString();
  }
}
