// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.PemChain;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// The three certificates that a quote carries, of which the first is issued by the second. That is
/// all that is said: whether the second is Intel's, and what holds now, is asked of
/// [VerifiedCollateral].
///
/// @param pck the platform's certificate
/// @param authority that issued it
/// @param root what the quote claims to be the root, DER
public record PckChain(PckCertificate pck, Certificate authority, Octets root) {
  private static final int LENGTH = 3;

  /// Reads the chain of a quote.
  ///
  /// @param pem PCK certificate, authority, root
  /// @throws RefusalException unless there are these three and the second issued the first
  public static PckChain of(Octets pem) throws RefusalException {
    try {
      List<Octets> chain = PemChain.ders(pem);
      if (chain.size() != LENGTH) {
        throw new RefusalException(Reason.CHAIN, "the quote's chain has not three certificates");
      }
      PckCertificate pck = PckCertificate.of(Certificate.parse(chain.get(0)));
      Certificate authority = Certificate.parse(chain.get(1));
      pck.certificate().requireIssuedBy(authority);
      return new PckChain(pck, authority, chain.get(2));
    } catch (MalformedException e) {
      throw new RefusalException(Reason.CHAIN, "the quote's chain is not well-formed");
    }
  }
}
