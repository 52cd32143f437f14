// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import io.cloister.gateway.worker.RegisteredWorker;
import io.cloister.gateway.worker.WorkerRegistry;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;

/// The workers that could run a definition: registered, and granted a key for every input.
@ApplicationScoped
public class Candidates {
  private static final String RECIPIENTS =
      """
      select g.recipient from key_grant g
      where g.definition = :definition
      group by g.recipient
      having count(distinct g.dataset) =
        (select count(distinct i.dataset) from definition_input i
         where i.definition = :definition)\
      """;

  private final WorkerRegistry registry;

  Candidates(WorkerRegistry registry) {
    this.registry = registry;
  }

  /// Those workers, in the order of their ids.
  public Uni<List<RegisteredWorker>> of(Mutiny.Session session, String definition, Instant now) {
    return session
        .createNativeQuery(RECIPIENTS, String.class)
        .setParameter("definition", definition)
        .getResultList()
        .map(Set::copyOf)
        .chain(recipients -> registered(session, recipients, now));
  }

  private Uni<List<RegisteredWorker>> registered(
      Mutiny.Session session, Set<String> recipients, Instant now) {
    return registry
        .current(session, now)
        .map(all ->
            all.stream().filter(each -> recipients.contains(each.recipient().hex())).toList());
  }
}
