// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// What workers handed in, for those who put a job's record together.
@ApplicationScoped
public class HandedIn {
  /// One worker's result of one round.
  public record Result(String worker, byte[] sealedResult, byte[] receipt) {}

  HandedIn() {}

  /// All results of a round.
  public Uni<List<Result>> results(Mutiny.Session session, UUID job, int round) {
    return session
        .createSelectionQuery(
            "from ResultEntity where job = ?1 and round = ?2 order by worker", ResultEntity.class)
        .setParameter(1, job)
        .setParameter(2, round)
        .getResultList()
        .map(rows -> rows.stream().map(HandedIn::result).toList());
  }

  private static Result result(ResultEntity row) {
    return new Result(row.worker, row.sealedResult, row.receipt);
  }
}
