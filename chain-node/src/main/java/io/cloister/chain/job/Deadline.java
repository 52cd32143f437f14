// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.job.JobId;

/// A moment at which something has to be done about a job; the earliest comes first.
///
/// @param at milliseconds since 1970
/// @param job which job
record Deadline(long at, JobId job) implements Comparable<Deadline> {
  @Override
  public int compareTo(Deadline other) {
    int byTime = Long.compare(at, other.at);
    return byTime != 0 ? byTime : job.compareTo(other.job);
  }
}
