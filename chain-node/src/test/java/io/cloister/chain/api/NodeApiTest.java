// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.notNullValue;

import io.cloister.chain.Fixture;
import io.cloister.chain.Fixture.TestWorker;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(NodeFixture.class)
@SuppressWarnings("NullAway.Init") // the fields are injected
class NodeApiTest {
  private static final String UNKNOWN = "00".repeat(32);

  Fixture fixture;

  @TestHTTPResource("/")
  URI base;

  @Test
  void saysWhereTheChainIs() {
    when()
        .get("/v1/status")
        .then()
        .statusCode(200)
        .body("chainId", equalTo(fixture.chainId().hex()))
        .body("headHash", notNullValue());
  }

  @Test
  void rejectsATransactionThatNobodyMaySign() {
    TestWorker stranger = fixture.workers.getFirst();
    byte[] transaction =
        fixture.sign(stranger.keys(), Fixture.job(fixture.workers, 3, Long.MAX_VALUE));
    given()
        .contentType("application/cbor")
        .body(transaction)
        .post("/v1/transactions?wait=30")
        .then()
        .statusCode(202)
        .body("status", is("rejected"))
        .body("reason", is("unknown-signer"));
  }

  @Test
  void provesWhatItSaysOfWorkers() {
    NodeClient client = new NodeClient(base, fixture);
    client.registerAll();
    when()
        .get("/v1/workers")
        .then()
        .statusCode(200)
        .body("size()", is(3))
        .body("[0].mode", is("simulated"))
        .body("[0].state", is("idle"));
    for (TestWorker worker : fixture.workers) {
      when().get("/v1/workers/" + worker.id().hex() + "/proof").then().statusCode(200);
    }
  }

  @Test
  void refusesWhatIsNoStatement() {
    given()
        .contentType("application/cbor")
        .body(new byte[] {1, 2, 3})
        .post("/v1/transactions")
        .then()
        .statusCode(400)
        .contentType("application/problem+json")
        .body("code", is("malformed-request"))
        .body("type", is("https://cloister.io/problems/malformed-request"));
  }

  @Test
  void refusesBodiesThatAreTooLarge() {
    given()
        .contentType("application/cbor")
        .body(new byte[2 << 20])
        .post("/v1/transactions")
        .then()
        .statusCode(413);
  }

  @Test
  void answersProblemsForWhatIsNotThere() {
    when()
        .get("/v1/transactions/" + UNKNOWN + "/proof")
        .then()
        .statusCode(404)
        .body("code", is("not-found"));
    when().get("/v1/transactions/" + UNKNOWN).then().body("status", is("unknown"));
    when().get("/v1/transactions/xyz").then().statusCode(400);
    when().get("/v1/workers/" + UNKNOWN + "/proof").then().statusCode(404);
    when().get("/v1/jobs/no-uuid").then().statusCode(400);
    when().get("/v1/jobs/00000000-0000-0000-0000-000000000000").then().statusCode(404);
    when().get("/v1/jobs/00000000-0000-0000-0000-000000000000/proofs").then().statusCode(404);
    when().get("/v1/blocks?from=-1").then().statusCode(400);
    when().get("/v1/nothing").then().statusCode(404).contentType("application/problem+json");
  }

  @Test
  void waitsForABlockThatDoesNotCome() {
    NodeClient client = new NodeClient(base, fixture);
    assertThat(client.blocks(1_000_000, 1).blocks()).isEmpty();
  }

  @Test
  void describesAndMeasuresItself() {
    when()
        .get("/q/openapi")
        .then()
        .statusCode(200)
        .body(containsString("/v1/transactions/{id}/proof"));
    when().get("/q/metrics").then().statusCode(200).body(containsString("cloister_chain_height"));
    when().get("/q/health").then().statusCode(200).body("status", is("UP"));
  }
}
