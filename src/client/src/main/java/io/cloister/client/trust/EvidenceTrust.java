// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.trust;

import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.attestation.simulated.SimulatedVerifier;
import io.cloister.client.trust.Trust.Simulated;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import java.util.ArrayList;
import java.util.List;

/// Which evidence convinces somebody, given what they pinned.
///
/// Simulated evidence convinces only those who say so in their own trust file, and only if signed
/// by the root that their pinned genesis names.
public final class EvidenceTrust {
  private final Simulated simulated;

  /// @param simulated what simulated evidence is worth
  public EvidenceTrust(Simulated simulated) {
    this.simulated = simulated;
  }

  /// The verifier of evidence on this chain.
  public Verifier verifier(Genesis genesis) {
    List<EvidenceVerifier> parts = new ArrayList<>();
    HybridPublicKey root = genesis.simulatedRoot();
    if (simulated == Simulated.ALLOWED && root != null) {
      parts.add(new SimulatedVerifier(root));
    }
    return new Verifier(parts);
  }

  /// The appraisal policy that the chain's members agreed on.
  ///
  /// @throws MalformedException if the genesis holds none that can be read
  public static AppraisalPolicy chainPolicy(Genesis genesis) throws MalformedException {
    return AppraisalPolicyReader.read(genesis.appraisalPolicy());
  }
}
