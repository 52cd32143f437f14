// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.stream.DataKey;
import java.util.List;

/// What checking a work order came to.
sealed interface CheckedOrder {
  /// Everyone whose word is needed has given it, and the data keys are open.
  ///
  /// @param context which job
  /// @param definition what to run
  /// @param inputs in the definition's order
  /// @param parameters the submitter's values
  /// @param policyBundle the policy that permitted the job, decided again here
  record Ready(
      JobContext context,
      JobDefinition definition,
      List<ReadyInput> inputs,
      JobParameters parameters,
      Digest policyBundle)
      implements CheckedOrder, AutoCloseable {
    /// Keeps an own copy of the list.
    public Ready {
      inputs = List.copyOf(inputs);
    }

    /// Zeroes the data keys.
    @Override
    public void close() {
      inputs.forEach(input -> input.key().close());
    }

    @Override
    public String toString() {
      return "Ready[" + context.jobId() + "]";
    }
  }

  /// One input, its words checked and its key open.
  ///
  /// @param table what the program calls it
  /// @param declared the dataset's digest
  /// @param declaration what its owner says about it
  /// @param content which ciphertext stands for it
  /// @param key opens that
  record ReadyInput(
      String table,
      Digest declared,
      DatasetDeclaration declaration,
      SealedContent content,
      DataKey key) {}

  /// The order must not run.
  ///
  /// @param reason for the log: names the check, never a value
  record Refused(FailureCode code, String reason) implements CheckedOrder {}
}
