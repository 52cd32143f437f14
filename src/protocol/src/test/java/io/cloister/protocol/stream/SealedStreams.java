// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.SplittableRandom;

/// Streams for the tests of this package.
final class SealedStreams {
  static final byte[] AAD = {1, 2, 3};
  static final DataKey KEY = DataKey.fromBytes(new byte[DataKey.LENGTH]);
  static final SecureRandom RANDOM = new SecureRandom();

  private SealedStreams() {}

  static byte[] plaintext(int length) {
    byte[] bytes = new byte[length];
    new SplittableRandom(length).nextBytes(bytes);
    return bytes;
  }

  static byte[] seal(byte[] plaintext) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealingOutputStream sealing = new SealingOutputStream(out, KEY, AAD, RANDOM)) {
      sealing.write(plaintext);
      sealing.finish();
    }
    return out.toByteArray();
  }

  static byte[] open(byte[] sealed) throws IOException {
    return new OpeningInputStream(new ByteArrayInputStream(sealed), KEY, AAD).readAllBytes();
  }
}
