// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.JsonException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The pipe to a gateway: authorised calls, retried where repeating is harmless.
///
/// The gateway is not trusted: whatever it answers is data to be verified by the caller. Answers
/// are bounded in size and time.
public final class Gateway {
  /// The largest answer that is read: a sealed result and its proofs stay far below.
  public static final int MAX_ANSWER = 64 << 20;

  /// Enough to sit out the restart of a gateway, about half a minute.
  private static final int MAX_ATTEMPTS = 8;

  private static final Duration FIRST_PAUSE = Duration.ofMillis(250);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
  private static final Duration ANSWER_TIME = Duration.ofSeconds(60);
  private static final Duration CONNECT_TIME = Duration.ofSeconds(5);

  /// Answers that promise that another try may succeed (RFC 9110, section 15; RFC 6585).
  private static final Set<Integer> PASSING = Set.of(425, 429, 502, 503, 504);

  /// With a Retry-After it means: not yet.
  private static final int CONFLICT = 409;

  private final URI base;
  private final TokenSource tokens;
  private final HttpClient http;
  private final Pause pause;

  /// @param base the gateway's address
  /// @param tokens whose calls these are
  public Gateway(URI base, TokenSource tokens) {
    this(base, tokens, Thread::sleep);
  }

  /// @param pause how to wait between attempts
  public Gateway(URI base, TokenSource tokens, Pause pause) {
    this.base = base;
    this.tokens = tokens;
    this.pause = pause;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECT_TIME)
            .build();
  }

  /// Makes a call, several times if it must be and may be.
  ///
  /// @throws ProblemException if the gateway refuses
  /// @throws UnreachableException if it stays away
  public Answer call(Call call) throws ClientException {
    Duration wait = FIRST_PAUSE;
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt == MAX_ATTEMPTS || call.repeat() == Call.Repeat.UNSAFE;
      try {
        HttpResponse<InputStream> response = http.send(request(call), BodyHandlers.ofInputStream());
        if (last || !mayPass(response)) {
          return answer(response);
        }
        response.body().close();
        wait = Collections.max(List.of(wait, retryAfter(response).orElse(wait)));
      } catch (IOException e) {
        if (last) {
          throw away(e);
        }
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
      pause(wait);
      wait = longer(wait);
    }
  }

  /// Reads what an answer says, or says that it was unreadable.
  public <T> T read(Answer answer, Reading<T> reading) throws UnreachableException {
    try {
      return reading.read(answer);
    } catch (JsonException e) {
      throw new UnreachableException(
          "the answer of " + base + " was unreadable: " + e.getMessage(),
          "check that this address is a Cloister gateway of this version",
          e);
    }
  }

  /// Makes a call and reads the answer.
  public <T> T call(Call call, Reading<T> reading) throws ClientException {
    return read(call(call), reading);
  }

  /// Opens a stream of events; the caller closes it.
  HttpResponse<InputStream> open(Call call) throws ClientException {
    try {
      HttpResponse<InputStream> response = http.send(request(call), BodyHandlers.ofInputStream());
      if (response.statusCode() != 200) {
        answer(response);
      }
      return response;
    } catch (IOException e) {
      throw away(e);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  void pause(Duration time) throws UnreachableException {
    try {
      pause.pause(time);
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  UnreachableException away(IOException e) {
    return new UnreachableException(
        "no answer from the gateway at " + base + " (" + e.getClass().getSimpleName() + ")",
        "check that the gateway runs there and that this machine reaches it",
        e);
  }

  private HttpRequest request(Call call) throws ClientException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(call.path()))
            .timeout(ANSWER_TIME)
            .header("Authorization", "Bearer " + tokens.token())
            .method(
                call.method(),
                call.body().length == 0
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofByteArray(call.body()));
    call.headers().forEach(request::header);
    return request.build();
  }

  private static Answer answer(HttpResponse<InputStream> response)
      throws IOException, ProblemException {
    byte[] body;
    try (InputStream in = response.body()) {
      body = in.readNBytes(MAX_ANSWER + 1);
    }
    if (body.length > MAX_ANSWER) {
      throw new IOException("the answer is larger than " + MAX_ANSWER + " bytes");
    }
    if (response.statusCode() / 100 != 2) {
      throw ProblemException.of(response.statusCode(), body);
    }
    return new Answer(response.statusCode(), response.headers(), body);
  }

  /// Whether another try may succeed: the status says so, or the gateway names a time.
  private static boolean mayPass(HttpResponse<?> response) {
    return PASSING.contains(response.statusCode())
        || (response.statusCode() == CONFLICT
            && response.headers().firstValue("Retry-After").isPresent());
  }

  private static Optional<Duration> retryAfter(HttpResponse<?> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(text -> text.matches("[0-9]{1,4}"))
        .map(text -> Duration.ofSeconds(Long.parseLong(text)))
        .map(wait -> wait.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : wait);
  }

  private static Duration longer(Duration wait) {
    Duration doubled = wait.multipliedBy(2);
    return doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
  }

  private static UnreachableException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new UnreachableException("interrupted", "run it again", e);
  }

  /// Reads a value from an answer.
  @FunctionalInterface
  public interface Reading<T> {
    /// Reads the value.
    T read(Answer answer) throws JsonException;
  }
}
