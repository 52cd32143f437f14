// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

@GatewayTest
class OpenApiTest {
  private static final Path CHECKED_IN =
      Path.of(System.getProperty("gateway.basedir", ".")).resolve("../docs/use/openapi.yaml");
  private static final Path SERVED =
      Path.of(System.getProperty("gateway.basedir", ".")).resolve("target/openapi-served.yaml");

  @Test
  void isTheOneThatIsCheckedIn() throws IOException {
    String served = given().get("/openapi").then().statusCode(200).extract().asString();
    Files.writeString(SERVED, served);
    assertThat(served)
        .as("copy %s over %s after looking at what changed", SERVED, CHECKED_IN)
        .isEqualTo(Files.readString(CHECKED_IN));
  }

  @Test
  void tellsHealthAndMetrics() {
    given().get("/q/health/ready").then().statusCode(200);
    assertThat(given().get("/q/metrics").asString())
        .contains("cloister_jobs{", "cloister_outbox_pending");
  }
}
