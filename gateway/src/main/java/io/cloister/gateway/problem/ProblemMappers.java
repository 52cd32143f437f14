// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Turns whatever ends a request early into a problem document. Only what is our own fault is
/// logged; details of it never reach the caller.
class ProblemMappers {
  private static final System.Logger LOG = System.getLogger(ProblemMappers.class.getName());

  @ServerExceptionMapper
  public Response problem(ProblemException problem) {
    Response.ResponseBuilder response = response(problem.toProblem());
    problem
        .retryAfter()
        .ifPresent(wait -> response.header(HttpHeaders.RETRY_AFTER, wait.toSeconds()));
    if (problem.code() == ProblemCode.WORKER_TOKEN_REFUSED) {
      response.header(HttpHeaders.WWW_AUTHENTICATE, "Cloister-Worker");
    }
    return response.build();
  }

  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public Response unauthenticated(SecurityException refused) {
    return response(
            Problem.of(
                ProblemCode.UNAUTHENTICATED,
                "The request carries no bearer token, or one that is expired or not for here."))
        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
        .build();
  }

  @ServerExceptionMapper
  public Response forbidden(ForbiddenException refused) {
    return response(
            Problem.of(ProblemCode.FORBIDDEN, "None of the roles in your token permits this."))
        .build();
  }

  @ServerExceptionMapper
  public Response malformedJson(JacksonException refused) {
    ProblemException problem =
        ProblemException.of(ProblemCode.MALFORMED_JSON, "The body cannot be read as JSON.");
    return response(problem.at(place(refused)).toProblem()).build();
  }

  @ServerExceptionMapper
  public Response http(WebApplicationException refused) {
    if (refused.getCause() instanceof JacksonException malformed) {
      return malformedJson(malformed);
    }
    int status = refused.getResponse().getStatus();
    Problem problem = Problem.of(codeFor(status), detailFor(status));
    Response.ResponseBuilder response = response(problem);
    List<Object> allowed = refused.getResponse().getHeaders().get(HttpHeaders.ALLOW);
    if (allowed != null) {
      allowed.forEach(methods -> response.header(HttpHeaders.ALLOW, methods));
    }
    return response.build();
  }

  /// Queues are bounded: when one is full, the service says so.
  @ServerExceptionMapper
  public Response overloaded(RejectedExecutionException full) {
    return problem(
        ProblemException.of(ProblemCode.UNAVAILABLE, "The service has too much to do.")
            .retryAfter(Duration.ofSeconds(2)));
  }

  @ServerExceptionMapper
  public Response fault(Throwable fault) {
    LOG.log(Level.ERROR, "a request failed", fault);
    return response(Problem.of(ProblemCode.INTERNAL, "The fault is recorded; try again later."))
        .build();
  }

  /// The answer that carries a problem document.
  static Response.ResponseBuilder response(Problem problem) {
    return Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
  }

  private static ProblemCode codeFor(int status) {
    return switch (status) {
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 406 -> ProblemCode.NOT_ACCEPTABLE;
      case 413 -> ProblemCode.REQUEST_TOO_LARGE;
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
      case 401 -> ProblemCode.UNAUTHENTICATED;
      case 403 -> ProblemCode.FORBIDDEN;
      default -> status < 500 ? ProblemCode.REQUEST_REFUSED : ProblemCode.INTERNAL;
    };
  }

  private static String detailFor(int status) {
    return status == 404
        ? "There is nothing under this address that you may see."
        : codeFor(status).title() + ".";
  }

  private static String place(JacksonException refused) {
    if (refused instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
      String name = mapping.getPath().getLast().getFieldName();
      return name == null ? "body" : name;
    }
    return "body";
  }
}
