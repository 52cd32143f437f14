// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.RevocationList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// Collateral that is Intel's beyond doubt, but not necessarily current: that depends on when one
/// asks, so that this may be kept and asked again. Made by [CollateralVerifier] alone.
///
/// @param tcbInfo about the platform's model
/// @param qeIdentity about the quoting enclave
/// @param root the pinned root
/// @param pckAuthority issues the PCK certificates that `pckCrl` speaks about
/// @param signers of the two documents
/// @param rootCrl revokes authorities and signers
/// @param pckCrl revokes PCK certificates
public record VerifiedCollateral(
    TcbInfo tcbInfo,
    QeIdentity qeIdentity,
    Certificate root,
    Certificate pckAuthority,
    List<Certificate> signers,
    RevocationList rootCrl,
    RevocationList pckCrl) {

  /// Demands that everything in it holds at an instant.
  ///
  /// @param grace how long after their next update was due documents and lists are taken all the
  ///   same; for certificates there is none
  public void requireCurrent(Instant at, Duration grace) throws RefusalException {
    root.requireValid(at);
    pckAuthority.requireValid(at);
    for (Certificate signer : signers) {
      signer.requireValid(at);
    }
    rootCrl.requireCurrent(at, grace);
    pckCrl.requireCurrent(at, grace);
    tcbInfo.validity().requireAt(at, grace, "TCB Info");
    qeIdentity.validity().requireAt(at, grace, "the QE identity");
  }

  /// Takes the chain that came with a quote.
  ///
  /// @throws RefusalException unless it leads to the pinned root by the authority that the
  ///   revocation list is of, everything in it holds at the instant, and nothing in it is revoked
  public PckCertificate requirePck(PckChain chain, Instant at) throws RefusalException {
    if (!chain.root().equals(root.der())) {
      throw new RefusalException(Reason.CHAIN, "the quote's chain does not end at the pinned root");
    }
    if (!chain.authority().der().equals(pckAuthority.der())) {
      requireSameAuthority(chain.authority(), at);
    }
    Certificate pck = chain.pck().certificate();
    pck.requireValid(at);
    pckCrl.requireNotRevoked(pck);
    return chain.pck();
  }

  /// Another certificate of the same authority, such as a renewal, is as good: the chain's PCK
  /// certificate is issued by that name and key.
  private void requireSameAuthority(Certificate other, Instant at) throws RefusalException {
    if (!other.subject().equals(pckAuthority.subject())
        || !other.publicKey().equals(pckAuthority.publicKey())) {
      throw new RefusalException(Reason.CRL, "the PCK revocation list is of another authority");
    }
    other.requireAuthority();
    other.requireIssuedBy(root);
    other.requireValid(at);
    rootCrl.requireNotRevoked(other);
  }

  /// When the older of the two documents was issued.
  public Instant issuedAt() {
    Instant info = tcbInfo.validity().issueDate();
    Instant identity = qeIdentity.validity().issueDate();
    return info.isBefore(identity) ? info : identity;
  }

  /// When the first part of it, or of this PCK certificate, ends.
  public Instant expiresAt(PckCertificate pck) {
    Stream<Instant> ends =
        Stream.of(
            pck.certificate().notAfter(),
            root.notAfter(),
            pckAuthority.notAfter(),
            rootCrl.nextUpdate(),
            pckCrl.nextUpdate(),
            tcbInfo.validity().nextUpdate(),
            qeIdentity.validity().nextUpdate());
    return Stream.concat(ends, signers.stream().map(Certificate::notAfter))
        .min(Instant::compareTo)
        .orElseThrow();
  }
}
