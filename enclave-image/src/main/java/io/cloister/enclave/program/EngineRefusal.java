// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.FailureCode;

/// Ends a run from deep inside the engine; never leaves this package.
final class EngineRefusal extends Exception {
  private final FailureCode code;

  EngineRefusal(FailureCode code, String reason) {
    super(reason, null, false, false);
    this.code = code;
  }

  static EngineRefusal forbidden(String reason) {
    return new EngineRefusal(FailureCode.SQL_FORBIDDEN, reason);
  }

  static EngineRefusal unknown(String reason) {
    return new EngineRefusal(FailureCode.SQL_UNKNOWN_COLUMN, reason);
  }

  EngineResult.Refused toResult() {
    return new EngineResult.Refused(code, String.valueOf(getMessage()));
  }
}
