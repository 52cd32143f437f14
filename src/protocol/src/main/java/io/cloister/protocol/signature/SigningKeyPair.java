// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.secret.SecretBytes;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The signer's side of a [HybridPublicKey]: an owner's, a worker's, an operator's. Both of its
/// signatures are needed, so a statement stands while either algorithm does.
///
/// [#close()] zeroes the seeds; the JDK's own copy of the expanded ML-DSA key cannot be zeroed,
/// only let go of. Safe for use by several threads.
public final class SigningKeyPair implements AutoCloseable {
  private static final int MAX_EXPORT = 128;

  private final Ed25519KeyPair ed25519;
  private final SecretBytes mlDsaSeed;
  private final HybridPublicKey publicKey;
  private volatile @Nullable PrivateKey mlDsa;

  private SigningKeyPair(byte[] ed25519Seed, byte[] mlDsaSeed) {
    this.ed25519 = new Ed25519KeyPair(new SecretBytes(ed25519Seed));
    this.mlDsaSeed = new SecretBytes(mlDsaSeed);
    this.mlDsa = MlDsa44.privateKey(mlDsaSeed);
    this.publicKey = new HybridPublicKey(ed25519.publicKey().bytes(), MlDsa44.publicKey(mlDsaSeed));
  }

  /// A fresh key pair.
  public static SigningKeyPair generate(SecureRandom random) {
    byte[] ed25519Seed = new byte[Ed25519KeyPair.PRIVATE_KEY_LENGTH];
    byte[] mlDsaSeed = new byte[MlDsa44.SEED_LENGTH];
    random.nextBytes(ed25519Seed);
    random.nextBytes(mlDsaSeed);
    return takeOver(ed25519Seed, mlDsaSeed);
  }

  /// The key pair that [#with] lent.
  ///
  /// @param exported copied; the caller zeroes it
  /// @throws MalformedException if it is anything else
  public static SigningKeyPair restore(byte[] exported) throws MalformedException {
    return CborReader.whole(
        exported,
        MAX_EXPORT,
        in ->
            takeOver(
                in.map(2).key(1).exactBytes(Ed25519KeyPair.PRIVATE_KEY_LENGTH),
                in.key(2).exactBytes(MlDsa44.SEED_LENGTH)));
  }

  /// Whose signatures these are.
  public HybridPublicKey publicKey() {
    return publicKey;
  }

  /// Lends the private key in the form that [#restore] takes: for a key file.
  ///
  /// @throws IllegalStateException after [#close()]
  /// @throws X what `use` throws
  public <R, X extends Exception> R with(SecretBytes.Use<R, X> use) throws X {
    byte[] exported = mlDsaSeed.with(seed -> ed25519.withSeed(other -> export(other, seed)));
    try {
      return use.apply(exported);
    } finally {
      Arrays.fill(exported, (byte) 0);
    }
  }

  /// Zeroes the private keys.
  @Override
  public void close() {
    ed25519.close();
    mlDsaSeed.close();
    mlDsa = null;
  }

  @Override
  public String toString() {
    return "SigningKeyPair[" + publicKey.keyId() + ", redacted]";
  }

  byte[] signEd25519(byte[] message) {
    return ed25519.sign(message);
  }

  byte[] signMlDsa(byte[] message) {
    PrivateKey key = mlDsa;
    if (key == null) {
      throw new IllegalStateException("the key pair has been closed");
    }
    return MlDsa44.sign(key, message);
  }

  private static SigningKeyPair takeOver(byte[] ed25519Seed, byte[] mlDsaSeed) {
    try {
      return new SigningKeyPair(ed25519Seed, mlDsaSeed);
    } finally {
      Arrays.fill(ed25519Seed, (byte) 0);
      Arrays.fill(mlDsaSeed, (byte) 0);
    }
  }

  private static byte[] export(byte[] ed25519Seed, byte[] mlDsaSeed) {
    return new CborWriter().map(2).key(1).bytes(ed25519Seed).key(2).bytes(mlDsaSeed).toBytes();
  }
}
