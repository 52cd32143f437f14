// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/// Answers every error as a problem document. What broke inside is logged, not told.
final class Problems {
  private static final System.Logger LOG = System.getLogger(Problems.class.getName());

  @ServerExceptionMapper
  public Response map(WebApplicationException exception) {
    Response response = exception.getResponse();
    if (response.hasEntity()) {
      return response;
    }
    Response.StatusType status = response.getStatusInfo();
    String code = status.getReasonPhrase().toLowerCase(Locale.ROOT).replace(' ', '-');
    return Problem.of(status.getStatusCode(), code, status.getReasonPhrase(), null).response();
  }

  @ServerExceptionMapper
  public Response map(RuntimeException exception) {
    LOG.log(System.Logger.Level.ERROR, "a request failed", exception);
    return Problem.of(500, "internal-error", "The node has failed.", null).response();
  }
}
