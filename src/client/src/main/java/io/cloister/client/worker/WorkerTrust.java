// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.worker;

import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.RefusedException;
import io.cloister.client.trust.EvidenceTrust;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.Workers.Offer;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Optional;

/// Which workers somebody seals to: those on the pinned chain whose evidence satisfies a policy.
///
/// @param trust what is pinned
/// @param policy one's own appraisal policy; empty for the one that the pinned genesis holds
public record WorkerTrust(Trust trust, Optional<AppraisalPolicy> policy) {
  /// Judges the workers on offer.
  ///
  /// @throws RefusedException if the gateway works with another chain
  public Offer judge(Workers workers) throws ClientException {
    Genesis genesis = workers.genesis(trust);
    EvidenceTrust evidence = new EvidenceTrust(trust.simulated());
    return workers.judge(
        genesis, new RegistrationVerifier(genesis, evidence.verifier(genesis), policy(genesis)));
  }

  private AppraisalPolicy policy(Genesis genesis) throws RefusedException {
    if (policy.isPresent()) {
      return policy.get();
    }
    try {
      return EvidenceTrust.chainPolicy(genesis);
    } catch (MalformedException e) {
      throw new RefusedException(
          "no-policy",
          "the genesis holds no readable appraisal policy: " + e.getMessage(),
          "give one of your own with --policy FILE");
    }
  }
}
