// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.Verifier;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import io.cloister.attestation.batch.BatchCase.Broken;

/// Verifies cases from their files.
///
/// Always answers: a file that cannot be read, or holds what it should not, is a refusal. Even a
/// defect that one case brings to light is, so that it costs that case and not the batch.
public final class BatchRunner {
  private final CaseFiles files;

  /// @param policy that results will be appraised by; its grace for collateral is allowed
  public BatchRunner(AppraisalPolicy policy) {
    this.files = new CaseFiles(policy.tcb().collateralGrace());
  }

  /// Verifies one case.
  public AttestationResult run(BatchCase batchCase) {
    return switch (batchCase.source()) {
      case Broken(String why) -> new Refused(Reason.FORMAT, why);
      case BatchCase.Files named -> run(named);
    };
  }

  /// Verifies one case with a bit of its evidence changed.
  public AttestationResult run(BatchCase base, BatchFlip flip) {
    return switch (base.source()) {
      case Broken(String why) -> new Refused(Reason.FORMAT, why);
      case BatchCase.Files named -> run(named, flip);
    };
  }

  private AttestationResult run(BatchCase.Files named) {
    try {
      return verify(named, files.evidence(named.evidence()));
    } catch (RefusalException refusal) {
      return refusal.toResult();
    }
  }

  private AttestationResult run(BatchCase.Files named, BatchFlip flip) {
    try {
      byte[] evidence = files.evidence(named.evidence());
      if (flip.offset() < 0 || flip.offset() >= evidence.length) {
        return new Refused(Reason.FORMAT, "no evidence has a byte at offset " + flip.offset());
      }
      evidence[(int) flip.offset()] ^= (byte) flip.xor();
      return verify(named, evidence);
    } catch (RefusalException refusal) {
      return refusal.toResult();
    }
  }

  private AttestationResult verify(BatchCase.Files named, byte[] bytes) throws RefusalException {
    Evidence evidence = EvidenceBytes.of(Octets.of(bytes), named.endorsements());
    Verifier verifier = files.verifier(named.trustAnchor());
    Endorsements endorsements = files.endorsements(named.endorsements());
    try {
      return verifier.verify(evidence, endorsements, named.at());
    } catch (RuntimeException defect) {
      return new Refused(Reason.FORMAT, "a defect of the verifier: " + defect);
    }
  }
}
