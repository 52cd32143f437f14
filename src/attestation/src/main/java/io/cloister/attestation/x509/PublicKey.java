// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import io.cloister.attestation.crypto.EcCurve;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/// A certificate's key, with the one signature algorithm that its vendor uses it with. There is no
/// negotiation: an unexpected algorithm is a refusal.
public sealed interface PublicKey {
  /// Whether this key made the signature over these bytes.
  boolean verifies(Octets message, Signature signature);

  /// An elliptic curve key (Intel's on P-256; AMD's chip keys on P-384).
  ///
  /// @param key the point
  record Ec(EcKey key) implements PublicKey {
    @Override
    public boolean verifies(Octets message, Signature signature) {
      return signature.algorithm().equals(Algorithms.ofEcdsa(key.curve()))
          && key.verifiesDer(message.toBytes(), signature.value());
    }
  }

  /// An RSA key of AMD's authorities, used with PSS and SHA-384.
  ///
  /// @param key modulus and exponent
  record Rsa(RSAKeyParameters key) implements PublicKey {
    @Override
    public boolean verifies(Octets message, Signature signature) {
      return Algorithms.isPssSha384(signature.algorithm())
          && Algorithms.verifyPssSha384(key, message.toBytes(), signature.value());
    }
  }

  /// Reads a key.
  static PublicKey of(SubjectPublicKeyInfo info) throws IOException, MalformedException {
    if (info.getAlgorithm().getAlgorithm().equals(PKCSObjectIdentifiers.rsaEncryption)
        && PublicKeyFactory.createKey(info) instanceof RSAKeyParameters rsa
        && rsa.getModulus().bitLength() == Algorithms.RSA_BITS) {
      return new Rsa(rsa);
    }
    if (info.getAlgorithm().getAlgorithm().equals(X9ObjectIdentifiers.id_ecPublicKey)) {
      return EcCurve.ofId(info.getAlgorithm().getParameters())
          .flatMap(curve -> curve.point(info.getPublicKeyData().getOctets()))
          .map(Ec::new)
          .orElseThrow(() -> new MalformedException("expected a point on P-256 or P-384"));
    }
    throw new MalformedException("expected an elliptic curve key, or RSA with 4096 bits");
  }
}
