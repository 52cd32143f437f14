// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.bouncycastle.crypto.params.MLDSAParameters;
import org.bouncycastle.crypto.params.MLDSAPrivateKeyParameters;
import org.bouncycastle.util.Arrays;

/// ML-DSA-44 (FIPS 204), pure, with an empty context. The JDK signs and verifies, for it is twice
/// as fast; Bouncy Castle expands seeds, which the JDK's API does not offer.
final class MlDsa44 {
  /// Length of the seed (FIPS 204, ξ) from which a key pair is made.
  static final int SEED_LENGTH = 32;

  static final int SIGNATURE_LENGTH = 2420;

  /// SubjectPublicKeyInfo up to the key's 1,312 bytes (RFC 9881, section 4).
  private static final byte[] PUBLIC_PREFIX =
      HexFormat.of().parseHex("30820532300b06096086480165030403110382052100");

  /// OneAsymmetricKey up to the expanded key's 2,560 bytes (RFC 9881, section 6).
  private static final byte[] PRIVATE_PREFIX =
      HexFormat.of().parseHex("30820a18020100300b060960864801650304031104820a0404820a00");

  private static final String NAME = "ML-DSA-44";
  private static final KeyFactory KEYS = keyFactory();

  private MlDsa44() {}

  static byte[] publicKey(byte[] seed) {
    return expand(seed).getPublicKey();
  }

  static PrivateKey privateKey(byte[] seed) {
    byte[] expanded = expand(seed).getEncoded();
    byte[] encoded = Arrays.concatenate(PRIVATE_PREFIX, expanded);
    try {
      return KEYS.generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not take an expanded ML-DSA key", e);
    } finally {
      Arrays.fill(expanded, (byte) 0);
      Arrays.fill(encoded, (byte) 0);
    }
  }

  static byte[] sign(PrivateKey key, byte[] message) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initSign(key);
      signature.update(message);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not sign with ML-DSA-44", e);
    }
  }

  /// Whether a hostile signature by a hostile key is good.
  static boolean verifies(byte[] publicKey, byte[] message, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(NAME);
      signature.initVerify(
          KEYS.generatePublic(
              new X509EncodedKeySpec(Arrays.concatenate(PUBLIC_PREFIX, publicKey))));
      signature.update(message);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK does not verify ML-DSA-44", e);
    }
  }

  private static MLDSAPrivateKeyParameters expand(byte[] seed) {
    return new MLDSAPrivateKeyParameters(MLDSAParameters.ml_dsa_44, seed);
  }

  private static KeyFactory keyFactory() {
    try {
      return KeyFactory.getInstance(NAME);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks ML-DSA-44", e);
    }
  }
}
