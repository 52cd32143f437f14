// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.Parameter;
import java.util.List;

/// One program with all it may see.
///
/// @param text the program as approved by every owner
/// @param inputs the tables it may read
/// @param declared the parameters of the definition
/// @param values the submitter's values for them
/// @param limits what the run may use
public record EngineJob(
    String text,
    List<EngineInput> inputs,
    List<Column> declared,
    List<Parameter> values,
    Limits limits) {
  /// Keeps own copies of the lists.
  public EngineJob {
    inputs = List.copyOf(inputs);
    declared = List.copyOf(declared);
    values = List.copyOf(values);
  }

  @Override
  public String toString() {
    return "EngineJob[inputs=" + inputs.size() + "]";
  }
}
