// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import io.cloister.protocol.secret.SecretBytes;
import java.security.SecureRandom;
import java.util.Arrays;

/// The key under which a dataset's streams are sealed: 256 bits. Each stream derives a key of its
/// own from it, so one data key may seal any number of streams.
public final class DataKey implements AutoCloseable {
  /// Length in bytes.
  public static final int LENGTH = 32;

  private final SecretBytes secret;

  private DataKey(SecretBytes secret) {
    this.secret = secret;
  }

  /// A fresh key.
  public static DataKey generate(SecureRandom random) {
    byte[] bytes = new byte[LENGTH];
    random.nextBytes(bytes);
    try {
      return fromBytes(bytes);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }

  /// The key with these bytes, which are copied.
  ///
  /// @throws IllegalArgumentException if they are not 32
  public static DataKey fromBytes(byte[] bytes) {
    if (bytes.length != LENGTH) {
      throw new IllegalArgumentException("a data key has 32 bytes, not " + bytes.length);
    }
    return new DataKey(new SecretBytes(bytes));
  }

  /// Lends the key's bytes, as [SecretBytes#with] does: to seal the key to someone.
  ///
  /// @throws IllegalStateException after [#close()]
  /// @throws X what `use` throws
  public <R, X extends Exception> R with(SecretBytes.Use<R, X> use) throws X {
    return secret.with(use);
  }

  /// Zeroes the key.
  @Override
  public void close() {
    secret.close();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof DataKey that && secret.equals(that.secret);
  }

  @Override
  public int hashCode() {
    return secret.hashCode();
  }

  @Override
  public String toString() {
    return "DataKey[redacted]";
  }
}
