// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.problem;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A request that cannot be served, with what the caller is told about it. It is how a refusal
/// leaves a chain of asynchronous steps; it is not logged, and carries no stack.
public final class ProblemException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ProblemCode code;
  private final @Nullable String field;
  private final @Nullable String mend;
  private final @Nullable Duration retryAfter;

  private ProblemException(
      ProblemCode code,
      String detail,
      @Nullable String field,
      @Nullable String mend,
      @Nullable Duration retryAfter) {
    super(detail, null, false, false);
    this.code = code;
    this.field = field;
    this.mend = mend;
    this.retryAfter = retryAfter;
  }

  public static ProblemException of(ProblemCode code, String detail) {
    return new ProblemException(code, detail, null, null, null);
  }

  /// The one answer for what does not exist and for what belongs to others.
  public static ProblemException notFound() {
    return of(ProblemCode.NOT_FOUND, "There is nothing under this address that you may see.");
  }

  /// The same problem, blamed on a field or header of the request.
  public ProblemException at(String where) {
    return new ProblemException(code, detail(), where, mend, retryAfter);
  }

  /// The same problem, with what the caller can do.
  public ProblemException mend(String advice) {
    return new ProblemException(code, detail(), field, advice, retryAfter);
  }

  /// The same problem, worth another try after a while.
  public ProblemException retryAfter(Duration wait) {
    return new ProblemException(code, detail(), field, mend, wait);
  }

  public ProblemCode code() {
    return code;
  }

  /// How long to wait before another try, if one is of use.
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }

  public Problem toProblem() {
    return Problem.of(code, detail(), field, mend);
  }

  private String detail() {
    String message = getMessage();
    return message == null ? code.title() : message;
  }
}
