// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import io.cloister.attestation.crypto.EcCurve;
import java.util.Set;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.signers.PSSSigner;

/// The signature algorithms that vendors use, by their exact identifiers.
final class Algorithms {
  /// AMD's authorities have keys of this size, and no others.
  static final int RSA_BITS = 4096;

  /// The same bytes as the digest's output, as AMD has it.
  private static final int SALT_SIZE = 48;

  /// `ecdsa-with-SHA256` and `ecdsa-with-SHA384` (RFC 5758, section 3.2): no parameters.
  private static final Octets ECDSA_SHA256 = Octets.ofHex("300a06082a8648ce3d040302");

  private static final Octets ECDSA_SHA384 = Octets.ofHex("300a06082a8648ce3d040303");

  /// `id-RSASSA-PSS` with SHA-384, MGF1 with SHA-384 and 48 bytes of salt (RFC 4055, section 3.1).
  /// AMD writes the default trailer field out, which DER forbids but its chips' certificates have.
  private static final Set<Octets> PSS_SHA384 =
      Set.of(
          Octets.ofHex(
              "304606092a864886f70d01010a3039a00f300d06096086480165030402020500a11c301a06092a864886"
                  + "f70d010108300d06096086480165030402020500a203020130a303020101"),
          Octets.ofHex(
              "304106092a864886f70d01010a3034a00f300d06096086480165030402020500a11c301a06092a864886"
                  + "f70d010108300d06096086480165030402020500a203020130"));

  private Algorithms() {}

  static Octets ofEcdsa(EcCurve curve) {
    return curve == EcCurve.P256 ? ECDSA_SHA256 : ECDSA_SHA384;
  }

  static boolean isPssSha384(Octets algorithm) {
    return PSS_SHA384.contains(algorithm);
  }

  static boolean verifyPssSha384(RSAKeyParameters key, byte[] message, byte[] signature) {
    PSSSigner verifier =
        new PSSSigner(new RSAEngine(), new SHA384Digest(), new SHA384Digest(), SALT_SIZE);
    verifier.init(false, key);
    verifier.update(message, 0, message.length);
    return verifier.verifySignature(signature);
  }
}
