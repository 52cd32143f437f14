// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.protocol.encoding.Digest;
import java.time.Instant;

/// Decides whether evidence is genuine and acceptable to this chain. Must give the same answer at
/// every gatekeeper and at every replay: no clock, no network, only what it is given.
@FunctionalInterface
public interface EvidenceAppraiser {
  /// Appraises evidence.
  ///
  /// @param evidence encoded; hostile
  /// @param reportData the 64 bytes that it must carry
  /// @param at the block's time
  Appraisal appraise(byte[] evidence, byte[] reportData, Instant at);

  /// What was concluded.
  sealed interface Appraisal {
    /// The evidence is good.
    ///
    /// @param measurement what runs there
    /// @param mode the kind of evidence: simulated, sgx, tdx or snp
    /// @param confidenceClass how far the platform is trusted, 1 is best
    /// @param policy digest of the appraisal policy
    /// @param expiresAt when the judgement ends, in milliseconds since 1970
    @SuppressWarnings("ArrayRecordComponent")
    record Affirmed(
        byte[] measurement, String mode, int confidenceClass, Digest policy, long expiresAt)
        implements Appraisal {}

    /// It is not.
    ///
    /// @param reason in words, without the evidence's bytes
    record Refused(String reason) implements Appraisal {}
  }
}
