// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.attestation.crypto.EcSigningKey;
import io.cloister.attestation.ear.EarClaims;
import io.cloister.attestation.ear.EarForm;
import io.cloister.attestation.ear.EarToken;
import io.cloister.attestation.ear.Jwk;
import io.cloister.attestation.roots.HardwareVerifier;
import io.cloister.attestation.simulated.SimulatedVerifier;
import io.cloister.gateway.chain.ChainTrust;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Verifies evidence by the vendors' pinned roots, appraises it by the policy of the pinned
/// genesis, and signs what came out. The same policy lets workers onto the chain.
@ApplicationScoped
class Attestations {
  private final Verifier verifier;
  private final AppraisalPolicy policy;
  private final EcSigningKey key;
  private final InstantSource clock;

  @Inject
  Attestations(ChainTrust trust, InstantSource clock) {
    this.verifier = verifier(trust.genesis().simulatedRoot());
    this.policy = policy(trust.genesis().appraisalPolicy());
    this.key = trust.tokenKey();
    this.clock = clock;
  }

  private static Verifier verifier(@Nullable HybridPublicKey simulatedRoot) {
    return simulatedRoot == null
        ? HardwareVerifier.production()
        : HardwareVerifier.productionAnd(new SimulatedVerifier(simulatedRoot));
  }

  private static AppraisalPolicy policy(byte[] json) {
    try {
      return AppraisalPolicyReader.read(json);
    } catch (MalformedException e) {
      throw new IllegalStateException("the genesis has no appraisal policy that can be read", e);
    }
  }

  /// Verifies at an instant. Slow enough to belong on a crypto thread.
  AttestationResult verify(Evidence evidence, Endorsements endorsements, Instant at) {
    return verifier.verify(evidence, endorsements, at);
  }

  AppraisalPolicy policy() {
    return policy;
  }

  /// The result in a signed token, issued now.
  String token(AttestationResult result, Optional<String> nonce, EarForm form) {
    return EarToken.sign(new EarClaims(result, policy, nonce, clock.instant()), form, key);
  }

  /// The key that tokens are signed with.
  Jwk publicKey() {
    return new Jwk(key.publicKey());
  }

  @PreDestroy
  void close() {
    key.close();
  }
}
