// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The server answered with a problem document (RFC 9457).
public final class ProblemException extends ClientException {
  private static final long serialVersionUID = 1L;

  private final String title;
  private final @Nullable String field;
  private final int status;

  private ProblemException(JsonObject problem, String code, int status) {
    super(
        code,
        problem.optionalText("detail").orElse("the server answered with status " + status),
        problem.optionalText("mend").orElse(null),
        null);
    this.title = problem.optionalText("title").orElse(code);
    this.field = problem.optionalText("field").orElse(null);
    this.status = status;
  }

  /// Reads a problem; whatever is not a problem document becomes one with the code "http-STATUS".
  public static ProblemException of(int status, byte[] body) {
    JsonObject problem;
    try {
      problem = Json.object(body);
    } catch (JsonException e) {
      problem = JsonObject.empty();
    }
    return of(status, problem);
  }

  /// A problem that is read already, such as the one in the view of a failed job.
  public static ProblemException of(int status, JsonObject problem) {
    return new ProblemException(
        problem, problem.optionalText("code").orElse("http-" + status), status);
  }

  /// What kind of problem it is, in a few words.
  public String title() {
    return title;
  }

  /// The field of the request that is at fault, if it is one.
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /// The HTTP status.
  public int status() {
    return status;
  }
}
