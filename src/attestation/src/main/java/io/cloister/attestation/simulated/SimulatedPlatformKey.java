// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.simulated;

import io.cloister.attestation.Octets;
import java.security.SecureRandom;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// The key that stands in for a TEE vendor's root: whoever holds it can claim anything.
///
/// Ed25519 (RFC 8032). A local stack makes one, gives it to its workers, and gives the public half
/// to whoever shall accept them.
public final class SimulatedPlatformKey {
  /// Size of the seed in bytes.
  public static final int SEED_SIZE = 32;

  private final Ed25519PrivateKeyParameters key;

  private SimulatedPlatformKey(Ed25519PrivateKeyParameters key) {
    this.key = key;
  }

  /// Makes a fresh key.
  public static SimulatedPlatformKey generate(SecureRandom random) {
    return new SimulatedPlatformKey(new Ed25519PrivateKeyParameters(random));
  }

  /// The key of a stored seed.
  ///
  /// @throws IllegalArgumentException unless there are 32 bytes
  public static SimulatedPlatformKey ofSeed(byte[] seed) {
    if (seed.length != SEED_SIZE) {
      throw new IllegalArgumentException("a seed has 32 bytes, not " + seed.length);
    }
    return new SimulatedPlatformKey(new Ed25519PrivateKeyParameters(seed, 0));
  }

  /// A copy of the seed, to be stored where only the simulated TEE reads it.
  public byte[] seed() {
    return key.getEncoded();
  }

  /// The public half, 32 bytes.
  public Octets publicKey() {
    return Octets.of(key.generatePublicKey().getEncoded());
  }

  byte[] sign(byte[] message) {
    Ed25519Signer signer = new Ed25519Signer();
    signer.init(true, key);
    signer.update(message, 0, message.length);
    return signer.generateSignature();
  }

  @Override
  public String toString() {
    return "SimulatedPlatformKey[redacted]";
  }
}
