// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.secret.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/// A gatekeeper's key for checkpoints and cosignatures: Ed25519 (RFC 8032) alone, since that is
/// what signed notes carry.
public final class Ed25519KeyPair implements AutoCloseable {
  static final int PRIVATE_KEY_LENGTH = 32;

  private static final int MAX_EXPORT = 64;

  private final SecretBytes privateKey;
  private final Ed25519PublicKey publicKey;

  Ed25519KeyPair(SecretBytes privateKey) {
    this.privateKey = privateKey;
    this.publicKey =
        privateKey.with(bytes ->
            new Ed25519PublicKey(
                new Ed25519PrivateKeyParameters(bytes).generatePublicKey().getEncoded()));
  }

  /// A fresh key pair.
  public static Ed25519KeyPair generate(SecureRandom random) {
    byte[] bytes = new byte[PRIVATE_KEY_LENGTH];
    random.nextBytes(bytes);
    try {
      return new Ed25519KeyPair(new SecretBytes(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// The key pair that [#with] lent.
  ///
  /// @param exported copied; the caller zeroes it
  /// @throws MalformedException if it is anything else
  public static Ed25519KeyPair restore(byte[] exported) throws MalformedException {
    byte[] bytes =
        CborReader.whole(
            exported, MAX_EXPORT, in -> in.map(1).key(1).exactBytes(PRIVATE_KEY_LENGTH));
    try {
      return new Ed25519KeyPair(new SecretBytes(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// Whose signatures these are.
  public Ed25519PublicKey publicKey() {
    return publicKey;
  }

  /// Signs a message; 64 bytes.
  ///
  /// @throws IllegalStateException after [#close()]
  public byte[] sign(byte[] message) {
    return privateKey.with(bytes -> {
      Ed25519Signer signer = new Ed25519Signer();
      signer.init(true, new Ed25519PrivateKeyParameters(bytes));
      signer.update(message, 0, message.length);
      return signer.generateSignature();
    });
  }

  /// Lends the private key in the form that [#restore] takes: for a key file.
  ///
  /// @throws IllegalStateException after [#close()]
  /// @throws X what `use` throws
  public <R, X extends Exception> R with(SecretBytes.Use<R, X> use) throws X {
    byte[] exported =
        privateKey.with(bytes -> new CborWriter().map(1).key(1).bytes(bytes).toBytes());
    try {
      return use.apply(exported);
    } finally {
      Arrays.fill(exported, (byte) 0);
    }
  }

  /// Lends the private key itself, 32 bytes (RFC 8032, section 5.1.5): for protocols that sign on
  /// their own, as TLS does.
  ///
  /// @throws IllegalStateException after [#close()]
  /// @throws X what `use` throws
  public <R, X extends Exception> R withSeed(SecretBytes.Use<R, X> use) throws X {
    return privateKey.with(use);
  }

  /// Zeroes the private key.
  @Override
  public void close() {
    privateKey.close();
  }

  @Override
  public String toString() {
    return "Ed25519KeyPair[" + publicKey + ", redacted]";
  }
}
