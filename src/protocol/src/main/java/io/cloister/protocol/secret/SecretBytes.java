// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.secret;

import java.security.MessageDigest;
import java.util.Arrays;

/// Bytes that must not leak: a key, or plaintext that came out of an envelope.
///
/// Copies in, lends a copy that it zeroes again, prints nothing, zeroes itself on [#close()]. The
/// JVM may still have moved the array about before that: this shortens the life of a secret in
/// memory and keeps it out of logs, it does not withstand one who reads the process's memory.
///
/// Safe for use by several threads; a use that has begun ends with its own copy.
public final class SecretBytes implements AutoCloseable {
  /// Something done with the secret.
  @FunctionalInterface
  public interface Use<R, X extends Exception> {
    /// @param secret a copy, zeroed as soon as this returns: not to be kept or returned
    R apply(byte[] secret) throws X;
  }

  private final byte[] bytes;
  private boolean closed;

  /// Copies `bytes`; the caller zeroes their own.
  public SecretBytes(byte[] bytes) {
    this.bytes = bytes.clone();
  }

  /// Lends the secret to `use` and returns what it returns.
  ///
  /// @throws IllegalStateException after [#close()]
  /// @throws X what `use` throws
  public <R, X extends Exception> R with(Use<R, X> use) throws X {
    byte[] lent = lend();
    try {
      return use.apply(lent);
    } finally {
      Arrays.fill(lent, (byte) 0);
    }
  }

  /// How many bytes there are.
  public int length() {
    return bytes.length;
  }

  /// Zeroes the secret; it cannot be used again. Closing twice does nothing.
  @Override
  public synchronized void close() {
    closed = true;
    Arrays.fill(bytes, (byte) 0);
  }

  /// Compares without telling by its time where two secrets differ.
  @Override
  public boolean equals(Object other) {
    return other instanceof SecretBytes that
        && (this == that || with(mine -> that.with(theirs -> MessageDigest.isEqual(mine, theirs))));
  }

  /// The same for all secrets of one length: a hash code of the content would leak it.
  @Override
  public int hashCode() {
    return bytes.length;
  }

  @Override
  public String toString() {
    return "SecretBytes[redacted]";
  }

  private synchronized byte[] lend() {
    if (closed) {
      throw new IllegalStateException("the secret has been closed");
    }
    return bytes.clone();
  }
}
