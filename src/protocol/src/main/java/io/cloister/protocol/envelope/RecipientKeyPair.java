// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.Opening.Opened;
import io.cloister.protocol.envelope.Opening.Reason;
import io.cloister.protocol.envelope.Opening.Refused;
import io.cloister.protocol.secret.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Optional;

/// The recipient's side: opens what was sealed to its public key. A worker makes one inside the
/// enclave and never lets it out; a client keeps theirs in a key file.
public final class RecipientKeyPair implements AutoCloseable {
  private final SecretBytes privateKey;
  private final RecipientKey publicKey;

  private RecipientKeyPair(Suite suite, SecretBytes privateKey) {
    Hpke hpke = new Hpke(suite);
    this.privateKey = privateKey;
    this.publicKey = new RecipientKey(suite, hpke.publicKey(hpke.keyPair(privateKey)));
  }

  /// A fresh key pair.
  public static RecipientKeyPair generate(Suite suite, SecureRandom random) {
    byte[] bytes = new byte[Hpke.PRIVATE_KEY_LENGTH];
    random.nextBytes(bytes);
    try {
      return new RecipientKeyPair(suite, new SecretBytes(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// The key pair that [#with] lent.
  ///
  /// @param exported copied; the caller zeroes it
  /// @throws MalformedException if it is anything else
  public static RecipientKeyPair restore(byte[] exported) throws MalformedException {
    CborReader in = new CborReader(exported);
    Suite suite = Suite.of(in.map(2).key(1).integer());
    byte[] bytes = in.key(2).exactBytes(Hpke.PRIVATE_KEY_LENGTH);
    in.end();
    try {
      return new RecipientKeyPair(suite, new SecretBytes(bytes));
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// Whom others seal to.
  public RecipientKey publicKey() {
    return publicKey;
  }

  /// Opens an envelope from a sender of whom nothing is known.
  ///
  /// @param info what it must have been sealed for
  /// @param aad what it must belong to
  /// @throws IllegalStateException after [#close()]
  public Opening open(SealedEnvelope envelope, String info, byte[] aad) {
    if (envelope.suite() != publicKey.suite()) {
      return new Refused(Reason.OTHER_SUITE);
    }
    Hpke hpke = new Hpke(publicKey.suite());
    Hpke.Sealed sealed = new Hpke.Sealed(envelope.enc(), envelope.ciphertext());
    Optional<byte[]> padded =
        hpke.open(hpke.keyPair(privateKey), sealed, SealedEnvelope.bound(info), aad);
    return padded.map(RecipientKeyPair::unpad).orElseGet(() -> new Refused(Reason.NOT_AUTHENTIC));
  }

  /// Lends the private key, with its suite, in the form that [#restore] takes: for a key file.
  ///
  /// @throws IllegalStateException after [#close()]
  /// @throws X what `use` throws
  public <R, X extends Exception> R with(SecretBytes.Use<R, X> use) throws X {
    byte[] exported = privateKey.with(this::export);
    try {
      return use.apply(exported);
    } finally {
      Arrays.fill(exported, (byte) 0);
    }
  }

  /// Zeroes the private key.
  @Override
  public void close() {
    privateKey.close();
  }

  @Override
  public String toString() {
    return "RecipientKeyPair[" + publicKey + ", redacted]";
  }

  private byte[] export(byte[] bytes) {
    CborWriter out = new CborWriter();
    out.map(2).key(1).integer(publicKey.suite().wireId()).key(2).bytes(bytes);
    return out.toBytes();
  }

  private static Opening unpad(byte[] padded) {
    Optional<byte[]> message = Padding.unpad(padded);
    Arrays.fill(padded, (byte) 0);
    if (message.isEmpty()) {
      return new Refused(Reason.MALFORMED_PADDING);
    }
    Opened opened = new Opened(new SecretBytes(message.get()));
    Arrays.fill(message.get(), (byte) 0);
    return opened;
  }
}
