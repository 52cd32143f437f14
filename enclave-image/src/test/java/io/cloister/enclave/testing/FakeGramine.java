// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import io.cloister.enclave.device.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;

/// Gramine's `/dev/attestation`: one place for report data in the whole process.
public final class FakeGramine implements Attributes {
  public static final Path FOLDER = Path.of("/dev/attestation");

  public String type = "dcap";
  public UnaryOperator<byte[]> quotes = TestQuote::sgx;
  public boolean refusesWrites;
  private byte[] reportData = new byte[64];

  @Override
  public byte[] read(Path file, int max) throws IOException {
    byte[] content =
        switch (FOLDER.relativize(file).toString()) {
          case "attestation_type" -> type.getBytes(StandardCharsets.US_ASCII);
          case "quote" -> quotes.apply(reportData);
          default -> throw new NoSuchFileException(file.toString());
        };
    if (content.length > max) {
      throw new IOException(file + " is too long");
    }
    return content;
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (refusesWrites || !file.endsWith("user_report_data") || content.length != 64) {
      throw new IOException("Permission denied");
    }
    reportData = content.clone();
    LockSupport.parkNanos(1); // another thread's turn, were there no lock
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    throw new IOException("Operation not permitted");
  }

  @Override
  public void removeDirectory(Path directory) throws IOException {
    throw new IOException("Operation not permitted");
  }
}
