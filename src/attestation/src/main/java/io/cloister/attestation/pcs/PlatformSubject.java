// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.intel.collateral.PckChain;
import io.cloister.attestation.intel.quote.QuoteParser;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Optional;

/// Whose collateral is wanted: a technology on a model, certified by one of two authorities.
///
/// @param kind SGX or TDX
/// @param fmspc the model, 6 bytes
/// @param authority `platform` or `processor`
public record PlatformSubject(EvidenceKind kind, Octets fmspc, String authority) {
  private static final int FMSPC_SIZE = 6;
  private static final String PLATFORM = "platform";
  private static final String PROCESSOR = "processor";

  /// @throws IllegalArgumentException if a part is none of its kind
  public PlatformSubject {
    boolean intel = kind == EvidenceKind.SGX || kind == EvidenceKind.TDX;
    if (!intel
        || fmspc.size() != FMSPC_SIZE
        || !(authority.equals(PLATFORM) || authority.equals(PROCESSOR))) {
      throw new IllegalArgumentException("no such collateral: " + kind + " " + authority);
    }
  }

  /// What a quote says of itself, unverified: a lie fetches collateral that does not fit.
  public static Optional<PlatformSubject> of(Evidence evidence) {
    if (evidence.kind() != EvidenceKind.SGX && evidence.kind() != EvidenceKind.TDX) {
      return Optional.empty();
    }
    try {
      PckChain chain = PckChain.of(QuoteParser.parse(evidence.bytes()).pckChain());
      String issuer = chain.authority().subject().commonName();
      return Optional.of(
          new PlatformSubject(
              evidence.kind(),
              chain.pck().claims().fmspc(),
              issuer.contains("Platform") ? PLATFORM : PROCESSOR));
    } catch (MalformedException | RefusalException e) {
      return Optional.empty();
    }
  }

  /// A name for files.
  String label() {
    return kind.label() + "-" + fmspc.hex() + "-" + authority;
  }
}
