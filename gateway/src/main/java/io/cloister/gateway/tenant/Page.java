// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.tenant;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One page of a list, newest first: the place of its first row, and how many rows it holds. The
/// cursor names a row, not a count, so that rows which arrive meanwhile neither hide nor repeat
/// any.
///
/// @param before rows older than this, and of that instant those with a smaller id
/// @param limit rows at most
public record Page(Optional<Mark> before, int limit) {
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 200;

  /// The place of a row in a list by time.
  public record Mark(Instant at, String id) {}

  /// Reads the query parameters of a list.
  public static Page of(@Nullable String cursor, @Nullable Integer limit) {
    int rows = limit == null ? DEFAULT_LIMIT : limit;
    if (rows < 1 || rows > MAX_LIMIT) {
      throw ProblemException.of(
              ProblemCode.VALIDATION_FAILED, "The limit is from 1 to " + MAX_LIMIT + ".")
          .at("limit");
    }
    return new Page(Optional.ofNullable(cursor).map(Page::decode), rows);
  }

  /// The instant that the rows of this page come before; far in the future for the first page.
  public Instant at() {
    return before.map(Mark::at).orElse(Instant.parse("9999-01-01T00:00:00Z"));
  }

  /// The id that rows of that same instant come before.
  public String id() {
    return before.map(Mark::id).orElse("~");
  }

  /// The answer with a link to the next page, if this one is full.
  public <T> Response answer(String path, List<T> rows, Function<T, Mark> mark) {
    Response.ResponseBuilder response = Response.ok(rows);
    if (rows.size() == limit) {
      String next = encode(mark.apply(rows.getLast()));
      String link = "<" + path + "?cursor=" + next + "&limit=" + limit + ">; rel=\"next\"";
      response.header(HttpHeaders.LINK, link);
    }
    return response.build();
  }

  private static String encode(Mark mark) {
    String text = mark.at() + " " + mark.id();
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private static Mark decode(String cursor) {
    try {
      String text = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8);
      int blank = text.indexOf(' ');
      return new Mark(Instant.parse(text.substring(0, blank)), text.substring(blank + 1));
    } catch (RuntimeException e) {
      throw ProblemException.of(
              ProblemCode.MALFORMED_CURSOR, "Take the cursor from the Link header of a page.")
          .at("cursor");
    }
  }
}
