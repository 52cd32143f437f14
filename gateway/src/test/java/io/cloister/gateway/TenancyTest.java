// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.cloister.gateway.Api.as;
import static io.cloister.gateway.Api.definition;
import static io.cloister.gateway.Api.makeReady;
import static io.cloister.gateway.Api.now;
import static io.cloister.gateway.Api.propose;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.job.JobDefinition;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/// Every address, every role, own and foreign tenant, as one table: what the table does not grant
/// is refused, and what belongs to others looks exactly like what does not exist.
@GatewayTest
class TenancyTest {
  private static final List<String> ROLES =
      List.of("analyst", "data-owner", "compliance-officer", "admin", "stranger");
  private static final Set<String> EVERYONE =
      Set.of("analyst", "data-owner", "compliance-officer", "admin");
  private static final Set<String> OWNERS = Set.of("data-owner");
  private static final Set<String> ANALYSTS = Set.of("analyst");

  private final TestOwner owner = new TestOwner("keeper", 10);
  private final JobDefinition definition = definition(now() + TestOwner.HOUR, owner);

  /// One address: what it takes, who may call it, and an id that exists for the owner alone.
  record Row(
      String method, String path, String own, String unknown, Set<String> roles, Object body) {
    String mediaType() {
      return method.equals("PATCH") ? "application/offset+octet-stream" : "application/json";
    }

    Response call(String token, String id) {
      RequestSpecification call =
          given()
              .urlEncodingEnabled(false)
              .auth()
              .oauth2(token)
              .header("Idempotency-Key", UUID.randomUUID())
              .header("Upload-Offset", 0);
      RequestSpecification typed = call.contentType(mediaType());
      RequestSpecification filled =
          method.equals("PATCH") ? typed.body(new byte[] {1}) : typed.body(body);
      return filled.request(method, path.replace("ID", id));
    }
  }

  private List<Row> table() {
    makeReady(owner);
    TestOwner unfinished = new TestOwner("keeper", 10);
    Api.register(unfinished);
    String upload = Api.openUpload(unfinished);
    propose(owner, definition).then().statusCode(201);
    String dataset = owner.id();
    String agreed = definition.digest().hex();
    String uploadId = upload.substring(upload.lastIndexOf('/') + 1);
    TestOwner other = new TestOwner("keeper", 10);
    Api.register(other);
    Object content = Map.of("statement", other.signedContent());
    Object approval = Map.of("statement", owner.approval(definition.digest(), now()));
    Object grants = Map.of("grants", List.of());
    Object stop = Map.of("statement", owner.stop(definition.digest(), now()));
    String none = "00".repeat(32);
    String nothing = new UUID(1, 2).toString();
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("GET", "/v1/datasets/ID", dataset, none, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/datasets", "", "", EVERYONE, Map.of()));
    rows.add(new Row("POST", "/v1/datasets", "", "", OWNERS, Map.of()));
    rows.add(new Row("POST", "/v1/datasets/ID/uploads", other.id(), none, OWNERS, content));
    rows.add(new Row("HEAD", "/v1/uploads/ID", uploadId, nothing, OWNERS, Map.of()));
    rows.add(new Row("PATCH", "/v1/uploads/ID", uploadId, nothing, OWNERS, Map.of()));
    rows.add(new Row("GET", "/v1/definitions", "", "", EVERYONE, Map.of()));
    rows.add(new Row("POST", "/v1/definitions", "", "", Set.of("analyst", "data-owner"), Map.of()));
    rows.add(new Row("GET", "/v1/definitions/ID", agreed, none, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/definitions/ID/candidates", agreed, none, EVERYONE, Map.of()));
    rows.add(new Row("POST", "/v1/definitions/ID/approvals", agreed, none, OWNERS, approval));
    rows.add(new Row("POST", "/v1/definitions/ID/grants", agreed, none, OWNERS, grants));
    rows.add(new Row("POST", "/v1/definitions/ID/stops", agreed, none, OWNERS, stop));
    rows.add(new Row("GET", "/v1/decisions/ID", none, none, EVERYONE, Map.of()));
    rows.add(new Row("POST", "/v1/decisions/ID:replay", none, none, EVERYONE, Map.of()));
    Object question = Map.of("definition", agreed, "purpose", Api.PURPOSE);
    rows.add(new Row("POST", "/v1/jobs:evaluate", "", "", EVERYONE, question));
    rows.addAll(jobs(nothing));
    return rows;
  }

  private static List<Row> jobs(String nothing) {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("POST", "/v1/jobs", "", "", ANALYSTS, Map.of()));
    rows.add(new Row("GET", "/v1/jobs", "", "", EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/jobs/ID", nothing, nothing, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/jobs/ID/events", nothing, nothing, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/jobs/ID/decision", nothing, nothing, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/jobs/ID/receipt", nothing, nothing, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/jobs/ID/bundle", nothing, nothing, EVERYONE, Map.of()));
    rows.add(new Row("GET", "/v1/jobs/ID/result", nothing, nothing, ANALYSTS, Map.of()));
    rows.add(new Row("POST", "/v1/jobs/ID/cancel", nothing, nothing, ANALYSTS, Map.of()));
    return rows;
  }

  @Test
  void grantsEachRoleWhatTheTableSaysAndNothingElse() {
    SoftAssertions softly = new SoftAssertions();
    for (Row row : table()) {
      for (String role : ROLES) {
        int status = row.call(TestTokens.token("keeper", role), row.own()).statusCode();
        softly
            .assertThat(status == 403)
            .as("%s %s as %s: %s", row.method(), row.path(), role, status)
            .isEqualTo(!row.roles().contains(role));
      }
      int anonymous =
          given()
              .urlEncodingEnabled(false)
              .contentType(row.mediaType())
              .request(row.method(), row.path())
              .statusCode();
      softly.assertThat(anonymous).as("%s %s", row.method(), row.path()).isEqualTo(401);
    }
    softly.assertAll();
  }

  @Test
  void answersForForeignIdsExactlyAsForUnknownOnes() {
    SoftAssertions softly = new SoftAssertions();
    for (Row row : table()) {
      if (row.own().isEmpty()) {
        continue;
      }
      String role = row.roles().iterator().next();
      Response foreign = row.call(TestTokens.token("intruder", role), row.own());
      Response unknown = row.call(TestTokens.token("intruder", role), row.unknown());
      softly
          .assertThat(foreign.statusCode())
          .as("%s %s", row.method(), row.path())
          .isEqualTo(unknown.statusCode());
      softly.assertThat(foreign.asString()).isEqualTo(unknown.asString());
    }
    softly.assertAll();
  }

  @Test
  void refusesAnEmptyRoleList() {
    assertThat(as(TestTokens.token("keeper")).get("/v1/datasets").statusCode()).isEqualTo(403);
  }
}
