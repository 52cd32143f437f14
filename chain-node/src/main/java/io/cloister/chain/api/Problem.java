// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/// An error as it is answered (RFC 9457).
///
/// @param type a name for the kind of problem
/// @param code the last part of the type: stable, for programs
/// @param title what happened, the same for every problem of the type
/// @param status of the answer
/// @param detail what happened this time
public record Problem(String type, String code, String title, int status, @Nullable String detail) {
  static final String MEDIA_TYPE = "application/problem+json";

  private static final String BASE = "https://cloister.io/problems/";

  static Problem of(int status, String code, String title, @Nullable String detail) {
    return new Problem(BASE + code, code, title, status, detail);
  }

  /// This problem as an answer.
  Response response() {
    return Response.status(status).type(MEDIA_TYPE).entity(this).build();
  }

  /// This problem as what ends a request.
  WebApplicationException exception() {
    return new WebApplicationException(title, response());
  }

  static WebApplicationException notFound(String what) {
    return of(404, "not-found", "There is no such thing here.", what).exception();
  }

  static WebApplicationException malformed(@Nullable String detail) {
    return of(400, "malformed-request", "The request cannot be read.", detail).exception();
  }

  static WebApplicationException busy(String detail) {
    Problem problem = of(503, "busy", "The node takes no more at the moment.", detail);
    return new WebApplicationException(
        problem.title(),
        Response.fromResponse(problem.response()).header("Retry-After", "1").build());
  }
}
