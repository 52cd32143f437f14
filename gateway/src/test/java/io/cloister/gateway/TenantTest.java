// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.response.ValidatableResponse;
import java.util.List;
import org.junit.jupiter.api.Test;

@GatewayTest
class TenantTest {
  @Test
  void takesTheTenantFromTheToken() {
    me(TestTokens.token("airline", "analyst"))
        .statusCode(200)
        .body("tenant", equalTo("airline"))
        .body("roles", contains("analyst"));
  }

  @Test
  void refusesATokenWithoutAnOrganization() {
    refused(me(TestTokens.tokenOf(List.of(), "analyst")), 403, "tenant-missing");
  }

  @Test
  void letsAHeaderChooseAmongOrganizations() {
    String token = TestTokens.tokenOf(List.of("airline", "airport"), "analyst");
    refused(me(token), 400, "tenant-ambiguous");
    given()
        .auth()
        .oauth2(token)
        .header("Cloister-Tenant", "airport")
        .get("/v1/me")
        .then()
        .body("tenant", equalTo("airport"));
  }

  @Test
  void refusesAHeaderThatNamesAForeignOrganization() {
    refused(
        given()
            .auth()
            .oauth2(TestTokens.token("airline", "analyst"))
            .header("Cloister-Tenant", "airport")
            .get("/v1/me")
            .then(),
        403,
        "tenant-not-yours");
  }

  @Test
  void refusesTokensThatAreForgedForeignOrMissing() {
    refused(me(TestTokens.forged("airline")), 401, "unauthenticated");
    refused(me(TestTokens.tokenFor("account", "airline")), 401, "unauthenticated");
    refused(given().get("/v1/me").then(), 401, "unauthenticated");
  }

  @Test
  void answersUnknownAddressesAndMethodsWithProblems() {
    refused(given().get("/v1/nothing").then(), 404, "not-found");
    refused(given().delete("/v1/me").then(), 405, "method-not-allowed");
  }

  private static ValidatableResponse me(String token) {
    return given().auth().oauth2(token).get("/v1/me").then();
  }

  private static void refused(ValidatableResponse response, int status, String code) {
    response
        .statusCode(status)
        .contentType("application/problem+json")
        .body("code", equalTo(code))
        .body("type", equalTo("https://cloister.io/problems/" + code));
  }
}
