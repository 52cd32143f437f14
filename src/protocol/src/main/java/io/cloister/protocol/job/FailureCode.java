// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.MalformedException;
import java.util.Locale;

/// Why a program gave no result: all that anyone outside the enclave learns. Details are for the
/// recipients alone, so the set is closed and small.
public enum FailureCode {
  /// The statement does not parse.
  SQL_SYNTAX(1),
  /// The statement names a table, column or parameter that is not declared.
  SQL_UNKNOWN_COLUMN(2),
  /// The statement uses what the data owners' rules do not allow.
  SQL_FORBIDDEN(3),
  /// Every group was smaller than the minimum group size.
  GROUPS_TOO_SMALL(4),
  /// The result has more rows or bytes than allowed.
  RESULT_TOO_LARGE(5),
  /// The program needed more memory than allowed.
  MEMORY_EXCEEDED(6),
  /// The program ran longer than allowed.
  TIME_EXCEEDED(7),
  /// The data does not match its declaration.
  INPUT_UNREADABLE(8),
  /// A data key does not open its dataset.
  KEY_REFUSED(9),
  /// The policy, decided again inside the enclave, forbids the job.
  POLICY_DENIED(10),
  /// The definition or an approval is no longer in force.
  DEFINITION_EXPIRED(11),
  /// The request contradicts its signatures or digests.
  REQUEST_INVALID(12),
  /// A parameter is missing, unknown or not of its declared type.
  PARAMETER_INVALID(13);

  private final int wireId;

  FailureCode(int wireId) {
    this.wireId = wireId;
  }

  /// The number that stands for this on the wire; never reused.
  public int wireId() {
    return wireId;
  }

  /// The constant of a wire number.
  ///
  /// @throws MalformedException if there is none
  public static FailureCode of(long wireId) throws MalformedException {
    for (FailureCode value : values()) {
      if (value.wireId == wireId) {
        return value;
      }
    }
    throw new MalformedException("unknown FailureCode " + wireId);
  }

  /// The stable name in problems and logs, such as `sql-unknown-column`.
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
