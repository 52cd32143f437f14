// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.cloister.gateway.Api.approve;
import static io.cloister.gateway.Api.definition;
import static io.cloister.gateway.Api.makeReady;
import static io.cloister.gateway.Api.now;
import static io.cloister.gateway.Api.refused;
import static io.cloister.gateway.Api.request;
import static io.cloister.gateway.Api.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;

import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobDefinition;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class DecisionTest {
  private final TestOwner airline = new TestOwner("airline", 100);
  private final TestOwner airport = new TestOwner("airport", 100);
  private final List<TestWorker> workers = List.of(new TestWorker(), new TestWorker());
  private final JobDefinition definition = definition(now() + TestOwner.HOUR, airline, airport);
  private final Digest id = definition.digest();

  @BeforeEach
  void propose() {
    makeReady(airline);
    makeReady(airport);
    Api.propose(airline, definition).then().statusCode(201);
    workers.forEach(worker -> worker.register(now()));
    approve(airline, id, workers).then().statusCode(201);
  }

  /// A colon in a path is sent as it is.
  private static RequestSpecification as(String token) {
    return Api.as(token).urlEncodingEnabled(false);
  }

  private void approveByAll() {
    approve(airport, id, workers).then().statusCode(201);
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(
            () -> evaluate(airline, "analyst", Api.PURPOSE).body("workers.able", equalTo(2)));
  }

  private ValidatableResponse evaluate(TestOwner tenant, String role, String purpose) {
    return as(tenant.token(role))
        .body(Map.of("definition", id.hex(), "purpose", purpose))
        .post("/v1/jobs:evaluate")
        .then()
        .statusCode(200);
  }

  private String decided() {
    approveByAll();
    String job =
        submit(airline, "key" + System.nanoTime(), request(id))
            .then()
            .statusCode(202)
            .extract()
            .path("id");
    return as(airline.token("analyst"))
        .get("/v1/jobs/" + job + "/decision")
        .then()
        .statusCode(200)
        .extract()
        .path("id");
  }

  @Test
  void showsADecisionWithTheDigestsThatItWasMadeOf() throws MalformedException {
    String decision = decided();

    String record =
        as(airline.token("compliance-officer"))
            .get("/v1/decisions/" + decision)
            .then()
            .statusCode(200)
            .body("verdict", equalTo("permit"))
            .body("policies.id", contains("processing.permit"))
            .body("errors", empty())
            .extract()
            .path("record");

    DecisionRecord decoded = DecisionRecord.decode(Base64.getUrlDecoder().decode(record));
    assertThat(decoded.digest().hex()).isEqualTo(decision);
  }

  @Test
  void decidesAgainWithTheSameOutcome() {
    as(airline.token("analyst"))
        .post("/v1/decisions/" + decided() + ":replay")
        .then()
        .statusCode(200)
        .body("outcome", equalTo("identical"))
        .body("verdict", equalTo("permit"))
        .body("determining", contains("processing.permit"));
  }

  @Test
  void showsNoDecisionToOthers() {
    String decision = decided();
    String stranger = TestTokens.token("stranger", "analyst");

    refused(as(stranger).get("/v1/decisions/" + decision), 404, "not-found");
    refused(as(stranger).post("/v1/decisions/" + decision + ":replay"), 404, "not-found");
    refused(as(stranger).get("/v1/decisions/none"), 400, "malformed-id");
  }

  @Test
  void saysBeforehandWhoMustStillApprove() {
    evaluate(airline, "analyst", Api.PURPOSE)
        .body("verdict", equalTo("deny"))
        .body("policies.id", hasItem("processing.approval"))
        .body("approvals.tenant", contains("airport"))
        .body("consents", empty())
        .body("uploads", empty())
        .body(
            "mend",
            hasItem(
                "Every owner of a dataset must approve exactly this definition,"
                    + " and renew an approval that ran out."));
  }

  @Test
  void saysBeforehandThatNothingStandsInTheWay() {
    approveByAll();

    evaluate(airline, "analyst", Api.PURPOSE)
        .body("verdict", equalTo("permit"))
        .body("policies.id", contains("processing.permit"))
        .body("mend", empty());
  }

  @Test
  void namesEveryPolicyThatWouldDeny() {
    approveByAll();

    evaluate(airline, "data-owner", "dpv:Marketing")
        .body("verdict", equalTo("deny"))
        .body(
            "policies.id",
            hasItems("processing.purpose", "processing.purpose-agreed", "processing.role"));
  }

  @Test
  void evaluatesNothingForStrangers() {
    refused(
        as(TestTokens.token("stranger", "analyst"))
            .body(Map.of("definition", id.hex(), "purpose", Api.PURPOSE))
            .post("/v1/jobs:evaluate"),
        404,
        "not-found");
  }
}
