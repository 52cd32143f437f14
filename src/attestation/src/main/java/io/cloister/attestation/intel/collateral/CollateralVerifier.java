// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.SignedText;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.PemChain;
import io.cloister.attestation.x509.RevocationList;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// Proves that collateral is Intel's. Trusts one pinned root, and no name in what it is given.
///
/// 1. The PCK authority is issued by the root.
/// 2. The root's revocation list is the root's word, the PCK list the authority's.
/// 3. The signer of each document is Intel's TCB signer, issued directly by the root: any other
///    certificate under the root, a platform's own included, may not sign documents.
/// 4. Neither authority nor signers are on the root's list.
/// 5. The signatures cover the exact bytes that were received; only then are these read.
///
/// That all of this holds *now* is asked of the [VerifiedCollateral] each time it is used.
public final class CollateralVerifier {
  private final Certificate root;

  /// @param root the pinned root certificate
  public CollateralVerifier(Certificate root) {
    this.root = root;
  }

  /// Verifies collateral, but for the times in it.
  public VerifiedCollateral verify(IntelCollateral collateral) throws RefusalException {
    Certificate authority = authority(collateral.pckCrlIssuerChain());
    RevocationList rootCrl = list(collateral.rootCrl(), root);
    RevocationList pckCrl = list(collateral.pckCrl(), authority);
    rootCrl.requireNotRevoked(authority);
    Certificate infoSigner = signer(collateral.tcbInfo(), rootCrl);
    Certificate identitySigner = signer(collateral.qeIdentity(), rootCrl);
    return new VerifiedCollateral(
        tcbInfo(collateral.tcbInfo().body()),
        qeIdentity(collateral.qeIdentity().body()),
        root,
        authority,
        List.of(infoSigner, identitySigner),
        rootCrl,
        pckCrl);
  }

  private Certificate authority(Octets pem) throws RefusalException {
    Certificate authority = belowRoot(pem);
    IntelName.PCK_AUTHORITY.require(authority);
    authority.requireAuthority();
    return authority;
  }

  /// Steps 3 to 5 for one document.
  private Certificate signer(SignedText document, RevocationList rootCrl) throws RefusalException {
    Certificate signer = belowRoot(document.issuerChain());
    EcKey key = IntelName.TCB_SIGNING.require(signer);
    signer.requireEndEntity();
    rootCrl.requireNotRevoked(signer);
    if (!key.verifies(document.body().toBytes(), document.signature().toBytes())) {
      throw new RefusalException(
          Reason.ENDORSEMENT_SIGNATURE, "a document is not signed by Intel's TCB signer");
    }
    return signer;
  }

  /// Reads a chain of a certificate and the pinned root, byte for byte, that issued it.
  private Certificate belowRoot(Octets pem) throws RefusalException {
    List<Certificate> chain;
    try {
      chain = PemChain.parse(pem);
    } catch (MalformedException e) {
      throw new RefusalException(Reason.CHAIN, "a chain is not well-formed");
    }
    if (chain.size() != 2 || !chain.get(1).der().equals(root.der())) {
      throw new RefusalException(Reason.CHAIN, "a chain does not end at the pinned root");
    }
    chain.get(0).requireIssuedBy(root);
    return chain.get(0);
  }

  private static RevocationList list(Octets der, Certificate issuer) throws RefusalException {
    try {
      RevocationList list = RevocationList.parse(der);
      list.requireIssuedBy(issuer);
      return list;
    } catch (MalformedException e) {
      throw new RefusalException(Reason.CRL, "a revocation list is not well-formed");
    }
  }

  private static TcbInfo tcbInfo(Octets body) throws RefusalException {
    try {
      return TcbInfoParser.parse(body);
    } catch (MalformedException e) {
      throw new RefusalException(Reason.ENDORSEMENTS, "TCB Info: " + e.getMessage());
    }
  }

  private static QeIdentity qeIdentity(Octets body) throws RefusalException {
    try {
      return QeIdentityParser.parse(body);
    } catch (MalformedException e) {
      throw new RefusalException(Reason.ENDORSEMENTS, "the QE identity: " + e.getMessage());
    }
  }
}
