// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.cloister.gateway.Api.as;
import static io.cloister.gateway.Api.now;
import static io.cloister.gateway.Api.refused;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import io.cloister.attestation.ear.EarToken;
import io.cloister.attestation.ear.Jwk;
import io.cloister.attestation.json.JsonObject;
import io.cloister.protocol.encoding.MalformedException;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@GatewayTest
class AttestationTest {
  private static final String VERIFY = "/v1/attestations:verify";

  private final TestOwner owner = new TestOwner("airline", 10);

  @Test
  void saysToAnyoneWhatAQuoteDoesNotProve() {
    JsonPath about = given().get("/v1/attestations").then().statusCode(200).extract().jsonPath();
    assertThat(about.getString("doesNotProve[0].statement")).contains("physical access");
    assertThat(about.getString("doesNotProve[0].answeredBy")).contains("platform.ids");
    assertThat(about.getString("policy")).isEqualTo("development");
  }

  @Test
  void verifiesWhatACallerSendsAndSignsTheAnswer() throws MalformedException {
    Response answer = verify("", Map.of("kind", "simulated", "nonce", "0123456789"));
    JsonPath result = answer.then().statusCode(200).extract().jsonPath();

    assertThat(result.getString("result")).isEqualTo("accept");
    assertThat(result.getString("mode")).isEqualTo("SIMULATED");
    assertThat(result.getString("appraisal")).isEqualTo("affirming");
    assertThat(result.getString("reportData")).startsWith("07");
    JsonObject claims = claims(result.getString("ear"));
    assertThat(claims.text("eat_nonce")).isEqualTo("0123456789");
    assertThat(claims.object("submods").object("worker").text("ear_status"))
        .isEqualTo("contraindicated");
  }

  @Test
  void writesTokensInTheDeployedSpellingOnRequest() throws MalformedException {
    Response answer = verify("?profile=veraison", Map.of("kind", "simulated"));
    String ear = answer.then().statusCode(200).extract().path("ear");
    assertThat(claims(ear).object("submods").object("worker").has("ear.status")).isTrue();
  }

  @Test
  void answersThatEvidenceIsNotGenuine() {
    verify("", Map.of("kind", "sgx"))
        .then()
        .statusCode(200)
        .body("result", equalTo("reject"))
        .body("reason", startsWith("endorsements"))
        .body("appraisal", equalTo("contraindicated"));
    verify("", Map.of("kind", "snp", "certificates", List.of("AAAA")))
        .then()
        .statusCode(200)
        .body("reason", startsWith("format"));
  }

  @Test
  void refusesRequestsThatSayTooLittleOrTooMuch() {
    refused(verify("", Map.of("kind", "fpga")), 400, "validation-failed");
    refused(verify("?profile=x", Map.of("kind", "simulated")), 400, "validation-failed");
    refused(verify("", Map.of("kind", "simulated", "nonce", "short")), 400, "validation-failed");
    refused(verify("", Map.of("kind", "snp", "certificates", List.of())), 400, "validation-failed");
    refused(
        verify("", Map.of("kind", "sgx", "collateral", Map.of("a", "b"))),
        400,
        "malformed-statement");
    refused(
        plain(as(owner.token("analyst"))).body(Map.of("kind", "sgx")).post(VERIFY),
        400,
        "validation-failed");
    plain(given().contentType("application/json")).body("{}").post(VERIFY).then().statusCode(401);
  }

  @Test
  void tellsWhatAWorkerAttested() {
    TestWorker worker = new TestWorker();
    worker.register(now());
    String address = "/v1/workers/" + worker.id().hex() + "/attestation";
    await()
        .atMost(Duration.ofSeconds(10))
        .untilAsserted(() ->
            as(owner.token("analyst"))
                .get(address)
                .then()
                .statusCode(200)
                .body("kind", equalTo("simulated"))
                .body("result.result", equalTo("accept"))
                .body("result.policy", equalTo("development")));
    refused(
        as(owner.token("analyst")).get("/v1/workers/" + "0".repeat(64) + "/attestation"),
        404,
        "not-found");
    refused(as(owner.token("analyst")).get("/v1/workers/x/attestation"), 400, "malformed-id");
  }

  @Test
  void letsOfficersAloneAskForExposure() {
    String address = "/v1/attestations/exposure?model=00606a000000&tcbDate=";
    as(owner.token("compliance-officer")).get(address + Instant.EPOCH).then().statusCode(200);
    refused(as(owner.token("analyst")).get(address + Instant.EPOCH), 403, "forbidden");
    refused(
        as(owner.token("compliance-officer")).get(address + "yesterday"), 400, "validation-failed");
  }

  private Response verify(String query, Map<String, Object> members) {
    Map<String, Object> body = new HashMap<>(members);
    body.put("evidence", TestOwner.base64(TestChain.evidence(new byte[] {7}).bytes().toBytes()));
    return plain(as(owner.token("analyst"))).body(body).post(VERIFY + query);
  }

  /// REST Assured would escape the colon.
  private static RequestSpecification plain(RequestSpecification request) {
    return request.urlEncodingEnabled(false);
  }

  private static JsonObject claims(String ear) throws MalformedException {
    Response keys = given().get("/v1/attestations/keys");
    keys.then().statusCode(200).body("keys.kty", hasItem("EC"));
    String key = keys.asString().replace("{\"keys\":[", "").replace("]}", "");
    return EarToken.verify(
            ear, Jwk.of(key.getBytes(StandardCharsets.UTF_8)), Instant.ofEpochMilli(now()))
        .orElseThrow();
  }
}
