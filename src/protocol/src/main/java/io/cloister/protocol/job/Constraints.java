// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// How a job must be run.
///
/// @param replicas how many workers of different operators run it
/// @param quorum how many of them must agree
/// @param runSeconds how long one run may take
/// @param regions where workers may stand; empty if the datasets alone decide
public record Constraints(int replicas, int quorum, int runSeconds, List<String> regions)
    implements Encodable {
  private static final int MAX_REGIONS = 64;

  /// Checks the limits of this record.
  public Constraints {
    if (replicas < 1 || replicas > MAX_REPLICAS) {
      throw new IllegalArgumentException("replicas must be from 1 to " + MAX_REPLICAS);
    }
    if (2 * quorum <= replicas || quorum > replicas) {
      throw new IllegalArgumentException("quorum must be a majority of the replicas");
    }
    if (runSeconds < 1 || runSeconds > MAX_RUN_SECONDS) {
      throw new IllegalArgumentException("runSeconds must be from 1 to " + MAX_RUN_SECONDS);
    }
    regions = List.copyOf(regions);
  }

  @Override
  public void write(CborWriter out) {
    out.map(4)
        .key(1)
        .integer(replicas)
        .key(2)
        .integer(quorum)
        .key(3)
        .integer(runSeconds)
        .key(4)
        .texts(regions);
  }

  /// Reads what [#write] wrote.
  public static Constraints read(CborReader in) throws MalformedException {
    in.map(4);
    return new Constraints(
        (int) in.key(1).integer(1, MAX_REPLICAS),
        (int) in.key(2).integer(1, MAX_REPLICAS),
        (int) in.key(3).integer(1, MAX_RUN_SECONDS),
        in.key(4).list(MAX_REGIONS, e -> e.text(Identifiers.MAX_BYTES)));
  }

  private static final int MAX_REPLICAS = 16;
  private static final int MAX_RUN_SECONDS = 24 * 3600;
}
