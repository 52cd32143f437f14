// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.signature.KeyId;
import java.util.List;

/// What anyone may know of a job that has not ended.
///
/// @param phase what it waits for
/// @param round the assignment, from 1
/// @param deadline until when it waits, in milliseconds since 1970
/// @param assigned who runs it
/// @param committed who has committed
/// @param revealed who has revealed
public record JobView(
    Phase phase,
    int round,
    long deadline,
    List<KeyId> assigned,
    List<KeyId> committed,
    List<KeyId> revealed) {
  static JobView of(Job job) {
    return new JobView(
        job.phase(), job.round(), job.deadline(), job.workers(), job.committed(), job.revealed());
  }
}
