// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.JobId;
import java.time.Instant;

/// One round of a job that a final block gave to this worker.
///
/// @param terms what the gateway authorized
/// @param round the assignment's number
/// @param height the block that assigned it
/// @param registration the transaction of the registration that it was assigned by
/// @param commitBy after it a commitment no longer counts
public record Assignment(
    Operation.AuthorizeJob terms, int round, long height, Digest registration, Instant commitBy) {
  /// Names the one run that this assignment allows.
  public record Seat(JobId job, int round) {}

  /// The job.
  public JobId job() {
    return terms.jobId();
  }

  /// Job and round.
  public Seat seat() {
    return new Seat(job(), round);
  }
}
