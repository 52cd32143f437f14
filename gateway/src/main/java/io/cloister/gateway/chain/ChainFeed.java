// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.cloister.gateway.runtime.Bell;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.runtime.Loop.Progress;
import io.cloister.gateway.runtime.Loops;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.ChainFollower;
import io.cloister.protocol.chain.ChainFollower.Cursor;
import io.cloister.protocol.chain.ChainFollower.Followed;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.SignedStatement;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.persistence.LockModeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Follows the chain and hands each entry to the features, once. The gatekeeper that serves the
/// blocks may be hostile; the light client is not convinced by less than a certificate.
///
/// The cursor moves in the same transaction as what the entries change, so a crash repeats nothing
/// and skips nothing. Several instances may follow at once: whoever finds the cursor moved by
/// another drops what it has fetched.
@ApplicationScoped
class ChainFeed {
  private static final Duration PAUSE = Duration.ofMillis(100);

  private final ChainTrust trust;
  private final ChainClient client;
  private final SystemScope system;
  private final CryptoThreads crypto;
  private final Bell bell;
  private final List<ChainListener> listeners;

  ChainFeed(
      ChainTrust trust,
      ChainClient client,
      SystemScope system,
      CryptoThreads crypto,
      Bell bell,
      @All List<ChainListener> listeners) {
    this.trust = trust;
    this.client = client;
    this.system = system;
    this.crypto = crypto;
    this.bell = bell;
    this.listeners = listeners;
  }

  void start(@Observes StartupEvent event, Loops loops) {
    loops.start("chain feed", PAUSE, this::follow);
  }

  /// Blocks that were verified, and where they lead.
  private record Verified(Cursor from, Cursor to, List<SeenEntry> entries) {}

  private Uni<Progress> follow() {
    return cursor()
        .chain(from ->
            client
                .blocks(from.height() + 1)
                .chain(range -> crypto.compute(() -> verify(from, range))))
        .chain(this::withProofs)
        .chain(this::commit);
  }

  private Uni<Cursor> cursor() {
    return system
        .run(session -> session.find(CursorEntity.class, trust.chainId().hex()))
        .map(ChainFeed::cursor);
  }

  private static Cursor cursor(@Nullable CursorEntity row) {
    if (row == null) {
      return Cursor.START;
    }
    try {
      return new Cursor(row.nextHeight - 1, Digest.parse(row.previous));
    } catch (MalformedException e) {
      throw new IllegalStateException("the stored cursor is damaged", e);
    }
  }

  private Verified verify(Cursor from, BlockRange range) {
    ChainFollower follower = new ChainFollower(new LightClient(trust.genesis()), from);
    try {
      List<SeenEntry> entries = new ArrayList<>();
      for (Followed block : follower.accept(range)) {
        for (BlockEntry entry : block.entries()) {
          entries.add(seen(block, entry));
        }
      }
      return new Verified(from, follower.cursor(), entries);
    } catch (MalformedException e) {
      throw new ChainException("the gatekeeper's blocks do not verify", e);
    }
  }

  private static SeenEntry seen(Followed block, BlockEntry entry) throws MalformedException {
    byte[] transaction = entry.transaction();
    if (transaction.length == 0) {
      return new SeenEntry(
          block.header(), Optional.empty(), Optional.empty(), entry.effect(), Optional.empty());
    }
    SignedStatement statement = SignedStatement.decode(transaction);
    TransactionBody body = TransactionBody.decode(statement.unverifiedPayload());
    return new SeenEntry(
        block.header(),
        Optional.of(Digest.of(transaction)),
        Optional.of(body.operation()),
        entry.effect(),
        Optional.empty());
  }

  /// Clients want proof of each worker's registration: it is fetched before the cursor moves on.
  private Uni<Verified> withProofs(Verified verified) {
    return Multi.createFrom()
        .iterable(verified.entries())
        .onItem()
        .transformToUniAndConcatenate(this::withProof)
        .collect()
        .asList()
        .map(entries -> new Verified(verified.from(), verified.to(), entries));
  }

  private Uni<SeenEntry> withProof(SeenEntry entry) {
    if (!entry.registersWorker() || entry.transaction().isEmpty()) {
      return Uni.createFrom().item(entry);
    }
    return client
        .proof(entry.transaction().get())
        .chain(proof -> crypto.compute(() -> requireFinal(proof)))
        .map(entry::with);
  }

  private EntryProof requireFinal(EntryProof proof) {
    return switch (new LightClient(trust.genesis()).verify(proof)) {
      case Finality.Final<BlockEntry> proven -> proof;
      case Finality.Refused<BlockEntry> refused ->
          throw new ChainException("the gatekeeper's proof does not verify: " + refused.reason());
    };
  }

  private Uni<Progress> commit(Verified verified) {
    if (verified.to().equals(verified.from())) {
      return Uni.createFrom().item(Progress.IDLE);
    }
    return system
        .run(session -> move(session, verified))
        .invoke(bell::ring)
        .replaceWith(Progress.MORE);
  }

  private Uni<Void> move(Mutiny.Session session, Verified verified) {
    return session
        .find(CursorEntity.class, trust.chainId().hex(), LockModeType.PESSIMISTIC_WRITE)
        .chain(row ->
            cursor(row).equals(verified.from())
                ? apply(session, row, verified)
                : Uni.createFrom().voidItem());
  }

  private Uni<Void> apply(Mutiny.Session session, @Nullable CursorEntity row, Verified verified) {
    CursorEntity cursor = row == null ? new CursorEntity() : row;
    cursor.chainId = trust.chainId().hex();
    cursor.nextHeight = verified.to().height() + 1;
    cursor.previous = verified.to().hash().hex();
    Uni<Void> stored =
        row == null ? session.persist(cursor).chain(session::flush) : Uni.createFrom().voidItem();
    return stored.chain(() -> tell(session, verified.entries()));
  }

  private Uni<Void> tell(Mutiny.Session session, List<SeenEntry> entries) {
    return Multi.createFrom()
        .iterable(entries)
        .onItem()
        .transformToUniAndConcatenate(entry -> tell(session, entry))
        .collect()
        .last()
        .replaceWithVoid();
  }

  private Uni<Void> tell(Mutiny.Session session, SeenEntry entry) {
    return Multi.createFrom()
        .iterable(listeners)
        .onItem()
        .transformToUniAndConcatenate(listener -> listener.seen(session, entry))
        .collect()
        .last()
        .replaceWithVoid();
  }
}
