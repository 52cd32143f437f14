// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.job.JobId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/// The jobs that have ended and whose authorisation could still be replayed. After its expiry an
/// authorisation is refused for its age alone, so the job may be forgotten; blocks keep its
/// history.
final class EndedJobs {
  private final Set<JobId> ids = new HashSet<>();
  private final NavigableMap<Long, List<JobId>> byExpiry = new TreeMap<>();

  void add(JobId id, long expiresAt) {
    ids.add(id);
    byExpiry.computeIfAbsent(expiresAt, at -> new ArrayList<>(1)).add(id);
  }

  boolean contains(JobId id) {
    return ids.contains(id);
  }

  /// Forgets and returns the jobs that expired by now.
  List<JobId> forget(long now) {
    List<JobId> forgotten = new ArrayList<>();
    while (!byExpiry.isEmpty() && byExpiry.firstKey() <= now) {
      forgotten.addAll(byExpiry.pollFirstEntry().getValue());
    }
    forgotten.forEach(ids::remove);
    return forgotten;
  }
}
