// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.keys;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.signature.SigningKeyPair;
import java.security.SecureRandom;
import java.util.Arrays;

/// A person's two key pairs: one to sign with as an owner, one to open results with.
public final class UserKeys implements AutoCloseable {
  private static final int MAX_PART = 1024;
  private static final int MAX_BYTES = 4096;

  private final SigningKeyPair signing;
  private final RecipientKeyPair recipient;

  private UserKeys(SigningKeyPair signing, RecipientKeyPair recipient) {
    this.signing = signing;
    this.recipient = recipient;
  }

  static UserKeys generate(SecureRandom random) {
    return new UserKeys(
        SigningKeyPair.generate(random), RecipientKeyPair.generate(Suite.XWING, random));
  }

  static UserKeys restore(byte[] exported) throws MalformedException {
    return CborReader.whole(
        exported,
        MAX_BYTES,
        in -> {
          byte[] signing = in.map(2).key(1).bytes(MAX_PART);
          byte[] recipient = in.key(2).bytes(MAX_PART);
          try {
            return new UserKeys(
                SigningKeyPair.restore(signing), RecipientKeyPair.restore(recipient));
          } finally {
            Arrays.fill(signing, (byte) 0);
            Arrays.fill(recipient, (byte) 0);
          }
        });
  }

  /// Signs declarations, contents, approvals and stops.
  public SigningKeyPair signing() {
    return signing;
  }

  /// Opens results.
  public RecipientKeyPair recipient() {
    return recipient;
  }

  byte[] export() {
    return signing.with(first ->
        recipient.with(
            second -> new CborWriter().map(2).key(1).bytes(first).key(2).bytes(second).toBytes()));
  }

  /// Zeroes the private keys.
  @Override
  public void close() {
    signing.close();
    recipient.close();
  }

  @Override
  public String toString() {
    return "UserKeys[" + signing.publicKey().keyId() + ", redacted]";
  }
}
