// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/// A problem document (RFC 9457).
///
/// @param type the address that names the kind of problem
/// @param code the last part of the type, to switch on
/// @param detail this occurrence, in a sentence that holds nothing of another tenant
/// @param field the field or header at fault, where there is one
/// @param mend what the caller can do about it, where there is something
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String code,
    String title,
    int status,
    String detail,
    @Nullable String field,
    @Nullable String mend) {

  /// Where the kinds of problem are named; nothing is fetched from it.
  public static final String TYPE_BASE = "https://cloister.io/problems/";

  public static final String MEDIA_TYPE = "application/problem+json";

  public static Problem of(ProblemCode code, String detail) {
    return of(code, detail, null, null);
  }

  static Problem of(
      ProblemCode code, String detail, @Nullable String field, @Nullable String mend) {
    return new Problem(
        TYPE_BASE + code.code(), code.code(), code.title(), code.status(), detail, field, mend);
  }
}
