// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import java.io.IOException;
import java.io.InputStream;
import java.security.SecureRandom;
import java.util.Arrays;

/// What a sealed stream begins with: `version (1) || salt (32) || nonce prefix (7)`. Nothing in it
/// is secret; altering any of it makes the first segment unauthentic.
record StreamHeader(byte[] salt, byte[] noncePrefix) {
  static final int LENGTH = 40;
  static final int NONCE_PREFIX_LENGTH = 7;

  private static final int SALT_LENGTH = 32;
  private static final byte VERSION = 1;

  static StreamHeader random(SecureRandom random) {
    byte[] salt = new byte[SALT_LENGTH];
    byte[] noncePrefix = new byte[NONCE_PREFIX_LENGTH];
    random.nextBytes(salt);
    random.nextBytes(noncePrefix);
    return new StreamHeader(salt, noncePrefix);
  }

  static StreamHeader read(InputStream in) throws IOException {
    byte[] bytes = in.readNBytes(LENGTH);
    if (bytes.length != LENGTH) {
      throw new StreamRefusedException(0, "the header ends after " + bytes.length + " bytes");
    }
    if (bytes[0] != VERSION) {
      throw new StreamRefusedException(0, "version " + bytes[0] + " is not known");
    }
    int prefixAt = 1 + SALT_LENGTH;
    return new StreamHeader(
        Arrays.copyOfRange(bytes, 1, prefixAt), Arrays.copyOfRange(bytes, prefixAt, LENGTH));
  }

  byte[] toBytes() {
    byte[] bytes = new byte[LENGTH];
    bytes[0] = VERSION;
    System.arraycopy(salt, 0, bytes, 1, SALT_LENGTH);
    System.arraycopy(noncePrefix, 0, bytes, 1 + SALT_LENGTH, NONCE_PREFIX_LENGTH);
    return bytes;
  }
}
