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
import static io.cloister.gateway.Api.register;
import static org.hamcrest.Matchers.equalTo;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobDefinition;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@GatewayTest
class DefinitionTest {
  private final TestOwner airline = new TestOwner("airline", 100);
  private final TestOwner airport = new TestOwner("airport", 100);
  private final JobDefinition definition = definition(now() + TestOwner.HOUR, airline, airport);
  private final Digest id = definition.digest();

  @BeforeEach
  void readyDatasets() {
    makeReady(airline);
    makeReady(airport);
  }

  @Test
  void isApprovedOnceEveryOwnerHasApproved() {
    propose(airline, definition).then().statusCode(201).body("state", equalTo("DRAFT"));
    propose(airline, definition).then().statusCode(201);
    approve(airline, id, List.of()).then().statusCode(201).body("state", equalTo("DRAFT"));
    approve(airport, id, List.of())
        .then()
        .statusCode(201)
        .body("state", equalTo("APPROVED"))
        .body("inputs.approved", equalTo(List.of(true, true)));
  }

  @Test
  void isStoppedForAllAsSoonAsOneOwnerStops() {
    propose(airline, definition);
    approve(airline, id, List.of());
    approve(airport, id, List.of());
    as(airport.token("data-owner"))
        .body(Map.of("statement", airport.stop(id, now())))
        .post("/v1/definitions/" + id.hex() + "/stops")
        .then()
        .statusCode(201)
        .body("state", equalTo("STOPPED"));
    refused(approve(airline, id, List.of()), 409, "definition-stopped");
  }

  @Test
  void takesAnOwnersWordForTheirOwnDatasetOnly() {
    propose(airline, definition);
    refused(
        as(airport.token("data-owner"))
            .body(Map.of("statement", airline.approval(id, now())))
            .post("/v1/definitions/" + id.hex() + "/approvals"),
        422,
        "not-an-input");
    Digest other = Digest.of(new byte[] {9});
    refused(
        as(airport.token("data-owner"))
            .body(Map.of("statement", airport.approval(other, now())))
            .post("/v1/definitions/" + id.hex() + "/approvals"),
        422,
        "definition-mismatch");
    refused(
        as(airport.token("data-owner"))
            .body(Map.of("statement", airport.approval(id, now() + TestOwner.HOUR)))
            .post("/v1/definitions/" + id.hex() + "/approvals"),
        422,
        "statement-expired");
  }

  @Test
  void refusesDefinitionsThatCouldNeverRun() {
    TestOwner stranger = new TestOwner("stranger", 10);
    JobDefinition unknown = definition(now() + TestOwner.HOUR, airline, stranger);
    refused(propose(airline, unknown), 422, "dataset-unknown");
    refused(propose(airline, definition(now() - 1, airline)), 409, "definition-expired");
    refused(propose(airport, definition), 422, "tenant-mismatch");
  }

  @Test
  void isSeenByItsPartiesAlone() {
    propose(airline, definition);
    TestOwner stranger = new TestOwner("stranger", 10);
    register(stranger);
    as(airport.token("data-owner"))
        .get("/v1/definitions/" + id.hex())
        .then()
        .statusCode(200)
        .body("view.name", equalTo(definition.name()));
    refused(as(stranger.token("data-owner")).get("/v1/definitions/" + id.hex()), 404, "not-found");
    as(stranger.token("data-owner"))
        .get("/v1/definitions")
        .then()
        .statusCode(200)
        .body("size()", equalTo(0));
  }
}
