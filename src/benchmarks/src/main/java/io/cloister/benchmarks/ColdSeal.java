// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.benchmarks;

import io.cloister.protocol.stream.DataKey;
import io.cloister.protocol.stream.SealingOutputStream;
import io.cloister.protocol.stream.StreamWarmup;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;

/// Seals one file in a process of its own: `IN OUT`, as an upload from the command line does.
final class ColdSeal {
  private static final int BUFFER = 1024 * 1024;

  private ColdSeal() {}

  public static void main(String[] args) throws IOException {
    StreamWarmup.warm();
    SecureRandom random = new SecureRandom();
    byte[] buffer = new byte[BUFFER];
    try (DataKey key = DataKey.generate(random);
        InputStream in = Files.newInputStream(Path.of(args[0]));
        OutputStream out = Files.newOutputStream(Path.of(args[1]));
        SealingOutputStream sealed = new SealingOutputStream(out, key, new byte[32], random)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        sealed.write(buffer, 0, read);
      }
      sealed.finish();
    }
  }
}
