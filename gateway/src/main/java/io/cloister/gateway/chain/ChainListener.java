// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/// A feature that acts on what the chain made final. Entries come in the chain's order, each
/// exactly once: what a listener writes commits together with the cursor. Listeners must not rely
/// on their order among each other.
public interface ChainListener {
  /// Acts on one entry, in a transaction of the system's scope.
  Uni<Void> seen(Mutiny.Session session, SeenEntry entry);
}
