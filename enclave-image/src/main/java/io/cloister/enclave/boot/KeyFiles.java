// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.util.Arrays;

/// Reads what an operator provides. What cannot be read is a setting to mend.
final class KeyFiles {
  private static final int MAX_KEY_FILE = 4096;

  private KeyFiles() {}

  static Genesis genesis(Material material) throws IOException {
    return read(material, Genesis.MAX_BYTES, Genesis::decode);
  }

  static SigningKeyPair signingKey(Material material) throws IOException {
    return read(material, MAX_KEY_FILE, SigningKeyPair::restore);
  }

  private interface Decoding<T> {
    T decode(byte[] bytes) throws MalformedException;
  }

  private static <T> T read(Material material, int max, Decoding<T> decoding) throws IOException {
    byte[] bytes = material.read(max);
    try {
      return decoding.decode(bytes);
    } catch (MalformedException e) {
      throw new IOException(material + " is not what it should be", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
