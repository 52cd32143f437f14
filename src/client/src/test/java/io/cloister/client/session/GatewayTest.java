// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.client.LocalServer;
import io.cloister.client.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// The pipe to a gateway repeats what is harmless, and tells problems by their type.
class GatewayTest {
  private final LocalServer server = new LocalServer();
  private final List<Duration> pauses = new ArrayList<>();
  private final Gateway gateway = new Gateway(server.uri(), new TokenText("t"), pauses::add);

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void repeatsAReadUntilTheGatewayIsBack() throws ClientException {
    server.thenBreaks().then(503, "").then(200, "{\"id\":\"x\"}");
    JsonObject answer = gateway.call(Call.get("/v1/me"), Answer::object);
    assertThat(answer.optionalText("id")).contains("x");
    assertThat(server.asked).hasSizeGreaterThanOrEqualTo(3);
    assertThat(pauses).isNotEmpty();
  }

  @Test
  void waitsAsLongAsTheGatewayAsks() throws ClientException {
    server
        .then(exchange -> {
          exchange.getResponseHeaders().add("Retry-After", "3");
          LocalServer.answer(exchange, 429, "");
        })
        .then(200, "{}");
    gateway.call(Call.get("/v1/me"));
    assertThat(pauses).contains(Duration.ofSeconds(3));
  }

  @Test
  void doesNotRepeatWhatMightBeDoneTwice() {
    server.then(503, "{\"code\":\"busy\"}");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> gateway.call(Call.patch("/v1/uploads/1", new byte[] {1})))
        .matches(problem -> problem.code().equals("busy"));
    assertThat(server.asked).hasSize(1);
  }

  @Test
  void tellsAProblemByItsCodeFieldAndMend() {
    server.then(
        422,
        "{\"code\":\"sql-unknown-column\",\"title\":\"Unknown column\",\"detail\":\"no such\","
            + "\"field\":\"program\",\"mend\":\"check the schema\",\"status\":422}");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> gateway.call(Call.get("/v1/jobs/1")))
        .satisfies(problem -> {
          assertThat(problem.code()).isEqualTo("sql-unknown-column");
          assertThat(problem.field()).contains("program");
          assertThat(problem.mend()).contains("check the schema");
          assertThat(problem.status()).isEqualTo(422);
        });
  }

  @Test
  void givesUpWithinABound() {
    server.thenBreaks();
    assertThatExceptionOfType(UnreachableException.class)
        .isThrownBy(() -> gateway.call(Call.get("/v1/me")));
    assertThat(pauses).hasSize(7);
  }

  @Test
  void callsAnUnreadableAnswerUnreachableInsteadOfGuessing() {
    server.then(200, "<html>");
    assertThatExceptionOfType(UnreachableException.class)
        .isThrownBy(() -> gateway.call(Call.get("/v1/me"), Answer::object));
  }

  @Test
  void goesOnWithTheEventAfterTheLastOneHeard() throws ClientException {
    List<String> resumedFrom = new ArrayList<>();
    server
        .then(200, "id: 1\nevent: state\ndata: {\"state\":\"SUBMITTED\"}\n\nid: 2\nevent: sta")
        .then(exchange -> {
          resumedFrom.add(exchange.getRequestHeaders().getFirst("Last-Event-ID"));
          LocalServer.answer(exchange, 200, "id: 2\nevent: state\ndata: FINAL\n\n");
        });
    List<ServerEvent> heard = new ArrayList<>();
    new EventFeed(gateway, "/v1/jobs/1/events")
        .follow(event -> {
          heard.add(event);
          return event.data().equals("FINAL");
        });
    assertThat(resumedFrom).containsExactly("1");
    assertThat(heard).extracting(ServerEvent::id).containsExactly("1", "2");
  }

  @Test
  void givesUpOnAFeedThatNeverSaysAnything() {
    server.then(200, ": nothing\n\n");
    assertThatExceptionOfType(UnreachableException.class)
        .isThrownBy(() -> new EventFeed(gateway, "/v1/jobs/1/events").follow(event -> true));
  }
}
