// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.NullMarked;

/// The gateway's API, as a client would call it.
@NullMarked
final class Api {
  static final int CHUNK = 64 * 1024;
  static final String PURPOSE = "dpv:ServiceOptimisation";

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final RecipientKeyPair RECIPIENT = RecipientKeyPair.generate(Suite.X25519, RANDOM);

  private Api() {}

  static long now() {
    return InstantSource.system().millis();
  }

  static RequestSpecification as(String token) {
    return given().auth().oauth2(token).contentType(ContentType.JSON);
  }

  static ValidatableResponse refused(Response response, int status, String code) {
    return response
        .then()
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code));
  }

  static Response register(TestOwner owner) {
    return as(owner.token("data-owner"))
        .body(Map.of("statement", owner.signedDeclaration()))
        .post("/v1/datasets");
  }

  static String openUpload(TestOwner owner) {
    return as(owner.token("data-owner"))
        .body(Map.of("statement", owner.signedContent()))
        .post("/v1/datasets/" + owner.id() + "/uploads")
        .then()
        .statusCode(201)
        .extract()
        .header("Location");
  }

  static Response append(TestOwner owner, String upload, int offset, byte[] chunk) {
    return given()
        .auth()
        .oauth2(owner.token("data-owner"))
        .contentType("application/offset+octet-stream")
        .header("Upload-Offset", offset)
        .body(chunk)
        .patch(upload);
  }

  /// Registers the owner's dataset and uploads its ciphertext.
  static void makeReady(TestOwner owner) {
    register(owner).then().statusCode(201);
    String upload = openUpload(owner);
    for (int at = 0; at < owner.ciphertext.length; at += CHUNK) {
      int end = Math.min(owner.ciphertext.length, at + CHUNK);
      append(owner, upload, at, Arrays.copyOfRange(owner.ciphertext, at, end))
          .then()
          .statusCode(204);
    }
  }

  /// A definition over the owners' datasets, proposed by the first and for it.
  static JobDefinition definition(long expiresAt, TestOwner... owners) {
    long created = Math.min(now(), expiresAt - 1);
    return new JobDefinition(
        owners[0].tenant,
        "delays " + System.nanoTime(),
        new Program(ProgramKind.SQL, "select 1"),
        Arrays.stream(owners)
            .map(owner -> new Input("table_" + owner.tenant, owner.declaration.digest()))
            .toList(),
        PURPOSE,
        List.of(new Recipient(owners[0].tenant, RECIPIENT.publicKey())),
        List.of(new Column("year", ColumnType.BIGINT)),
        new Constraints(2, 2, 30, List.of()),
        created,
        expiresAt);
  }

  static Response propose(TestOwner proposer, JobDefinition definition) {
    return as(proposer.token("analyst"))
        .body(Map.of("definition", TestOwner.base64(definition.encode())))
        .post("/v1/definitions");
  }

  static Response approve(TestOwner owner, Digest definition, List<TestWorker> workers) {
    return as(owner.token("data-owner"))
        .body(
            Map.of(
                "statement",
                owner.approval(definition, now()),
                "grants",
                workers.stream().map(worker -> owner.grant(definition, worker)).toList()))
        .post("/v1/definitions/" + definition.hex() + "/approvals");
  }

  static Response submit(TestOwner submitter, String key, Map<String, Object> body) {
    return as(submitter.token("analyst"))
        .header("Idempotency-Key", key)
        .body(body)
        .post("/v1/jobs");
  }

  static Map<String, Object> request(Digest definition) {
    byte[] requestId = new byte[16];
    RANDOM.nextBytes(requestId);
    return Map.of(
        "definition", definition.hex(),
        "purpose", PURPOSE,
        "requestId", TestOwner.base64(requestId),
        "parameters", Map.of("year", "2026"));
  }
}
