// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.bundle.ChainFacts.Fact;
import io.cloister.client.trust.EvidenceTrust;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.client.worker.AttestedWorker.Freshness;
import io.cloister.client.worker.HeaderHashes;
import io.cloister.client.worker.RegistrationVerdict;
import io.cloister.client.worker.RegistrationVerifier;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;
import java.util.Map;
import java.util.TreeMap;

/// The workers that revealed, as their registrations and evidence show them.
final class Registrations {
  private Registrations() {}

  /// Each registration is vouched for, its evidence genuine, bound to its keys and good enough for
  /// the genesis' appraisal policy, at the time of the registration.
  static Proof<Map<KeyId, AttestedWorker>> of(
      Genesis genesis, EvidenceTrust trust, ChainFacts facts) throws Refuted, MalformedException {
    AppraisalPolicy policy = EvidenceTrust.chainPolicy(genesis);
    RegistrationVerifier verifier =
        new RegistrationVerifier(genesis, trust.verifier(genesis), policy);
    HeaderHashes hashes = facts.headerHashes();
    TreeMap<KeyId, AttestedWorker> workers = new TreeMap<>();
    for (Fact fact : facts.registrations()) {
      switch (verifier.verify(fact.entry(), fact.header(), hashes)) {
        case RegistrationVerdict.Convinced convinced -> {
          KeyId id = convinced.worker().id();
          Refuted.unless(
              workers.isEmpty() || workers.lastKey().compareTo(id) < 0,
              "the registrations are not in the order of their ids");
          workers.put(id, convinced.worker());
        }
        case RegistrationVerdict.Refused refused ->
            throw new Refuted("worker " + workers.size() + ": " + refused.reason());
      }
    }
    long recomputed =
        workers.values().stream()
            .filter(worker -> worker.platform().freshness() == Freshness.RECOMPUTED)
            .count();
    return new Proof<>(
        Map.copyOf(workers),
        "%d workers: vouched for, evidence genuine, bound to their keys and accepted by policy %s; "
                .formatted(workers.size(), policy.id())
            + "freshness of %d recomputed, of the others certified by the gatekeepers"
                .formatted(recomputed));
  }
}
