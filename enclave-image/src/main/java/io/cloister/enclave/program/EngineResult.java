// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.ResultTable;

/// What came of a run.
public sealed interface EngineResult {
  /// The program's answer.
  record Answered(ResultTable table) implements EngineResult {}

  /// No answer.
  ///
  /// @param code what the submitter is told
  /// @param reason for the enclave's own diagnosis: names constructs of the program, never a value
  record Refused(FailureCode code, String reason) implements EngineResult {}
}
