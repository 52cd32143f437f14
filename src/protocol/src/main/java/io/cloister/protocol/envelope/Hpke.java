// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.secret.SecretBytes;
import java.util.Optional;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.hpke.HPKEContextWithEncapsulation;

/// HPKE in base mode (RFC 9180, section 5.1.1) as Bouncy Castle has it: the one place where its
/// failures, checked and unchecked, become values. The KEM's number is part of HPKE's key schedule,
/// so what was sealed under one suite cannot be opened under another.
final class Hpke {
  /// Length of a private key in bytes: for X25519 the scalar, for X-Wing the seed.
  static final int PRIVATE_KEY_LENGTH = 32;

  /// What AES-256-GCM adds to a message.
  static final int TAG_LENGTH = 16;

  /// One sealed message.
  record Sealed(byte[] enc, byte[] ciphertext) {}

  private final HPKE hpke;

  Hpke(Suite suite) {
    hpke =
        new HPKE(
            HPKE.mode_base, (short) suite.wireId(), HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
  }

  /// @throws IllegalArgumentException if the key is not one that can be sealed to
  Sealed seal(byte[] publicKey, byte[] info, byte[] aad, byte[] plaintext) {
    try {
      HPKEContextWithEncapsulation context =
          hpke.setupBaseS(hpke.deserializePublicKey(publicKey), info);
      return new Sealed(context.getEncapsulation(), context.seal(aad, plaintext));
    } catch (InvalidCipherTextException | IllegalStateException e) {
      throw new IllegalArgumentException("nothing can be sealed to this key", e);
    }
  }

  /// Opens a hostile message; empty if it is not authentic.
  Optional<byte[]> open(AsymmetricCipherKeyPair keys, Sealed sealed, byte[] info, byte[] aad) {
    try {
      return Optional.of(hpke.setupBaseR(sealed.enc(), keys, info).open(aad, sealed.ciphertext()));
    } catch (InvalidCipherTextException | IllegalArgumentException | IllegalStateException e) {
      return Optional.empty();
    }
  }

  AsymmetricCipherKeyPair keyPair(SecretBytes privateKey) {
    return privateKey.with(bytes -> hpke.deserializePrivateKey(bytes, null));
  }

  byte[] publicKey(AsymmetricCipherKeyPair keys) {
    return hpke.serializePublicKey(keys.getPublic());
  }

  /// @throws IllegalArgumentException if these bytes are not a public key
  void requirePublicKey(byte[] publicKey) {
    hpke.deserializePublicKey(publicKey);
  }
}
