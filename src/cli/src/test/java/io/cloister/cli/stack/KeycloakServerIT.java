// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Starts the real Keycloak over the real PostgreSQL, as the local stack does.
@SuppressWarnings("NullAway.Init") // set before all tests
class KeycloakServerIT {

  private static final Pattern ACCESS_TOKEN = Pattern.compile("\"access_token\":\"[^.]+\\.([^.]+)");

  @TempDir static Path state;

  private static TestStack surroundings;
  private static KeycloakServer keycloak;
  private static LocalStack stack;

  @BeforeAll
  static void startStack() {
    surroundings = new TestStack(Path.of(System.getProperty("cloister.root")), state);
    startAgain();
  }

  private static void startAgain() {
    PostgresServer postgres =
        new PostgresServer(surroundings.launcher, surroundings.paths, TestStack.freePort());
    keycloak =
        new KeycloakServer(
            surroundings.launcher, surroundings.paths, postgres, TestStack.freePort());
    stack = new LocalStack(List.of(postgres, keycloak), surroundings.progress);
    stack.start();
  }

  @AfterAll
  static void stopStack() {
    stack.close();
    surroundings.close();
  }

  @Test
  void givesEachPersonATokenWithTenantAndRolesForTheGateway() throws Exception {
    for (DemoUser user : DemoUser.ALL) {
      String claims = claimsOf(user, surroundings.paths.secrets().get(user.secretName()));

      assertThat(claims).contains("\"aud\":\"cloister-gateway\"", "\"iss\":\"" + keycloak.issuer());
      user.organization()
          .ifPresentOrElse(
              tenant -> assertThat(claims).contains("\"organization\":[\"" + tenant + "\"]"),
              () -> assertThat(claims).doesNotContain("\"organization\""));
      user.roles().forEach(role -> assertThat(claims).contains("\"" + role + "\""));
    }
  }

  @Test
  void refusesAWrongPassword() throws Exception {
    assertThat(signIn("adam", "wrong").body())
        .contains("invalid_grant")
        .doesNotContain("access_token");
  }

  @Test
  void keepsItsPeopleThroughARestart() throws Exception {
    stack.close();

    startAgain();

    DemoUser ava = DemoUser.ALL.getFirst();
    assertThat(claimsOf(ava, surroundings.paths.secrets().get(ava.secretName())))
        .contains("\"preferred_username\":\"ava\"");
    assertThat(Files.readString(state.resolve("logs/keycloak.log"))).doesNotContain("imported");
  }

  @Test
  void showsNoPasswordInArgumentsOrLogs() throws IOException {
    List<String> passwords =
        DemoUser.ALL.stream().map(u -> surroundings.paths.secrets().get(u.secretName())).toList();

    assertThat(Files.readString(state.resolve("logs/keycloak.log"))).doesNotContain(passwords);
    ProcessHandle.current()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .forEach(command -> assertThat(command).doesNotContain(passwords));
  }

  private static String claimsOf(DemoUser user, String password) throws Exception {
    HttpResponse<String> answer = signIn(user.name(), password);
    assertThat(answer.statusCode()).isEqualTo(200);
    Matcher token = ACCESS_TOKEN.matcher(answer.body());
    assertThat(token.find()).isTrue();
    return new String(Base64.getUrlDecoder().decode(token.group(1)), StandardCharsets.UTF_8);
  }

  private static HttpResponse<String> signIn(String user, String password) throws Exception {
    String form =
        "grant_type=password&client_id=cloister-cli&username=" + user + "&password=" + password;
    URI endpoint = URI.create(keycloak.issuer() + "/protocol/openid-connect/token");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(endpoint)
              .header("Content-Type", "application/x-www-form-urlencoded")
              .POST(HttpRequest.BodyPublishers.ofString(form))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
