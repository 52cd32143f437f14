// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.protocol.job.FailureCode;

/// Problems that say how a job ended.
final class JobProblems {
  private JobProblems() {}

  /// The problem that tells why a program gave no result.
  static ProblemCode of(FailureCode code) {
    return switch (code) {
      case SQL_SYNTAX -> ProblemCode.SQL_SYNTAX;
      case SQL_UNKNOWN_COLUMN -> ProblemCode.SQL_UNKNOWN_COLUMN;
      case SQL_FORBIDDEN -> ProblemCode.SQL_FORBIDDEN;
      case GROUPS_TOO_SMALL -> ProblemCode.GROUPS_TOO_SMALL;
      case RESULT_TOO_LARGE -> ProblemCode.RESULT_TOO_LARGE;
      case MEMORY_EXCEEDED -> ProblemCode.MEMORY_EXCEEDED;
      case TIME_EXCEEDED -> ProblemCode.TIME_EXCEEDED;
      case INPUT_UNREADABLE -> ProblemCode.INPUT_UNREADABLE;
      case KEY_REFUSED -> ProblemCode.KEY_REFUSED;
      case POLICY_DENIED -> ProblemCode.POLICY_DENIED;
      case DEFINITION_EXPIRED -> ProblemCode.DEFINITION_EXPIRED;
      case REQUEST_INVALID -> ProblemCode.REQUEST_INVALID;
      case PARAMETER_INVALID -> ProblemCode.PARAMETER_INVALID;
    };
  }

  /// The problem of a stored code.
  static ProblemCode of(String code) {
    for (ProblemCode known : ProblemCode.values()) {
      if (known.code().equals(code)) {
        return known;
      }
    }
    return ProblemCode.JOB_FAILED;
  }
}
