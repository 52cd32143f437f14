// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.worker;

import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.RefusedException;
import io.cloister.client.trust.Trust;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.MalformedException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// The workers that the gateway offers, judged here before anything is sealed to them.
///
/// The gateway's word counts for nothing: it might offer a key of its own.
public final class Workers {
  private final Gateway gateway;
  private final InstantSource clock;

  public Workers(Gateway gateway, InstantSource clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  /// The genesis that the gateway works with, if it is the one pinned.
  ///
  /// @throws RefusedException if it is another
  public Genesis genesis(Trust trust) throws ClientException {
    byte[] bytes = gateway.call(Call.get("/v1/trust"), answer -> answer.object().bytes("genesis"));
    try {
      Genesis genesis = Genesis.decode(bytes);
      if (genesis.digest().equals(trust.chainId())) {
        return genesis;
      }
    } catch (MalformedException e) {
      // Not the pinned one, whatever it is.
    }
    throw new RefusedException(
        "other-chain",
        "the gateway works with another chain than the one pinned, " + trust.chainId(),
        "ask the operator; take a new trust file only from somebody you trust");
  }

  /// Judges every worker on offer.
  public Offer judge(Genesis genesis, RegistrationVerifier verifier) throws ClientException {
    List<JsonObject> offered = gateway.call(Call.get("/v1/workers"), Answer::objects);
    LightClient client = new LightClient(genesis);
    HeaderHashes hashes = new HeaderHashes();
    List<Finality.Final<BlockEntry>> registrations = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (JsonObject worker : offered) {
      try {
        switch (client.verify(EntryProof.decode(worker.bytes("registration")))) {
          case Finality.Final<BlockEntry> registration -> {
            hashes.add(registration.header());
            registrations.add(registration);
          }
          case Finality.Refused<BlockEntry>(var reason) -> refusals.add("not final: " + reason);
        }
      } catch (JsonException | MalformedException e) {
        refusals.add("malformed: " + e.getMessage());
      }
    }
    List<AttestedWorker> convinced = new ArrayList<>();
    for (Finality.Final<BlockEntry> registration : registrations) {
      switch (verifier.verify(registration.value(), registration.header(), hashes)) {
        case RegistrationVerdict.Refused refused -> refusals.add(refused.reason());
        case RegistrationVerdict.Convinced worker -> {
          if (worker.worker().term().covers(clock.millis())) {
            convinced.add(worker.worker());
          } else {
            refusals.add("worker " + worker.worker().id() + ": its registration has ended");
          }
        }
      }
    }
    return new Offer(convinced, refusals);
  }

  /// What the judgement came to.
  ///
  /// @param convinced the workers to seal to
  /// @param refusals why the others are not among them
  public record Offer(List<AttestedWorker> convinced, List<String> refusals) {
    /// Copies the lists.
    public Offer {
      convinced = List.copyOf(convinced);
      refusals = List.copyOf(refusals);
    }

    /// The convincing workers, of which there must be one.
    ///
    /// @throws RefusedException if there is none
    public List<AttestedWorker> required() throws RefusedException {
      if (convinced.isEmpty()) {
        throw new RefusedException(
            "no-worker-convinced",
            "no worker's evidence satisfies your policy: "
                + (refusals.isEmpty() ? "none is registered" : String.join("; ", refusals)),
            "wait for workers to register, or look at your appraisal policy and trust file");
      }
      return convinced;
    }
  }
}
