// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.worker.HeaderHashes;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification.Verified;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What more than two thirds of the gatekeepers of the pinned genesis certified. Everything later
/// steps say about the chain is read from here.
///
/// @param registrations entries that registered workers
/// @param history the job's own entries, in the order of the chain
record ChainFacts(List<Fact> registrations, List<Fact> history) {
  /// One finalised entry.
  ///
  /// @param entry the entry
  /// @param header of its block
  /// @param index its place in the block
  record Fact(BlockEntry entry, Header header, long index) {
    /// What was asked for; empty for a tick.
    Optional<TransactionBody> body() throws MalformedException {
      byte[] transaction = entry.transaction();
      return transaction.length == 0
          ? Optional.empty()
          : Optional.of(
              TransactionBody.decode(SignedStatement.decode(transaction).unverifiedPayload()));
    }

    /// What was asked for, if it was this key that asked.
    Optional<Operation> signedBy(HybridPublicKey key) throws MalformedException {
      return SignedStatement.decode(entry.transaction()).verify(ContentTypes.TRANSACTION, key)
              instanceof Verified verified
          ? Optional.of(TransactionBody.decode(verified.payload()).operation())
          : Optional.empty();
    }

    /// What followed; nothing if the entry was rejected.
    List<ChainEvent> events() {
      return switch (entry.effect()) {
        case Effect.Accepted accepted -> accepted.events();
        case Effect.Rejected rejected -> List.of();
      };
    }

    boolean isBefore(Fact other) {
      return header.height() < other.header.height()
          || (header.height() == other.header.height() && index < other.index);
    }
  }

  /// Checks the certificate, the header's and the entry's place, for every proof there is.
  static Proof<ChainFacts> of(AuditBundle bundle, Genesis genesis)
      throws Refuted, MalformedException {
    LightClient client = new LightClient(genesis);
    List<Fact> registrations = finalised(client, bundle.registrations(), "registration");
    List<Fact> history = finalised(client, bundle.history(), "history entry");
    Refuted.unless(!history.isEmpty(), "there is no entry about the job");
    for (int i = 1; i < history.size(); i++) {
      Refuted.unless(
          history.get(i - 1).isBefore(history.get(i)),
          "history entry " + i + " is not in the order of the chain");
    }
    Digest chainId = genesis.digest();
    for (Fact fact : history) {
      Optional<TransactionBody> body = fact.body();
      Refuted.unless(
          body.isEmpty() || body.get().chainId().equals(chainId),
          "a transaction is for another chain");
    }
    int proofs = registrations.size() + history.size();
    return new Proof<>(
        new ChainFacts(registrations, history),
        proofs
            + " entries up to height "
            + history.getLast().header().height()
            + ", each certified by more than two thirds of "
            + genesis.gatekeepers().members().size()
            + " gatekeepers");
  }

  /// Every header hash that these facts vouch for.
  HeaderHashes headerHashes() {
    HeaderHashes hashes = new HeaderHashes();
    registrations.forEach(fact -> hashes.add(fact.header()));
    history.forEach(fact -> hashes.add(fact.header()));
    return hashes;
  }

  private static List<Fact> finalised(LightClient client, List<EntryProof> proofs, String what)
      throws Refuted {
    List<Fact> facts = new ArrayList<>();
    for (EntryProof proof : proofs) {
      switch (client.verify(proof)) {
        case Finality.Final<BlockEntry>(var entry, var header) ->
            facts.add(new Fact(entry, header, proof.inclusion().index()));
        case Finality.Refused<BlockEntry>(var reason) ->
            throw new Refuted(what + " " + facts.size() + ": " + reason);
      }
    }
    return List.copyOf(facts);
  }
}
