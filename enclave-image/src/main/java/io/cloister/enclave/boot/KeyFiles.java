// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/// Reads what an operator provides. A file that cannot be read is a setting to mend.
final class KeyFiles {
  private static final int MAX_KEY_FILE = 4096;

  private KeyFiles() {}

  static Genesis genesis(Path file) throws IOException {
    return read(file, Genesis.MAX_BYTES, Genesis::decode);
  }

  static SigningKeyPair signingKey(Path file) throws IOException {
    return read(file, MAX_KEY_FILE, SigningKeyPair::restore);
  }

  private interface Decoding<T> {
    T decode(byte[] bytes) throws MalformedException;
  }

  private static <T> T read(Path file, int max, Decoding<T> decoding) throws IOException {
    if (Files.size(file) > max) {
      throw new IOException(file + " is too large to be what it should be");
    }
    byte[] bytes = Files.readAllBytes(file);
    try {
      return decoding.decode(bytes);
    } catch (MalformedException e) {
      throw new IOException(file + " is not what it should be", e);
    } finally {
      Arrays.fill(bytes, (byte) 0);
    }
  }
}
