// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import io.cloister.enclave.device.Attributes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/// A kernel's `/sys/kernel/config/tsm/report`: an entry counts the writes to it, and reads as the
/// evidence over what was written last.
public final class FakeTsm implements Attributes {
  public String provider = "tdx_guest\n";
  public UnaryOperator<byte[]> reports = TestQuote::tdx;

  /// So many reads of evidence find the device busy.
  public int busy;

  /// So many reads of evidence come after somebody else wrote to the entry.
  public int disturbed;

  public int made;
  public final Map<Path, Entry> entries = new HashMap<>();

  public static final class Entry {
    private byte[] input = new byte[0];
    private long generation = 7;

    void write(byte[] bytes) {
      input = bytes.clone();
      generation++;
    }
  }

  @Override
  public byte[] read(Path file, int max) throws IOException {
    Entry entry = entry(file);
    byte[] content =
        switch (file.getFileName().toString()) {
          case "provider" -> provider.getBytes(StandardCharsets.US_ASCII);
          case "generation" -> (entry.generation + "\n").getBytes(StandardCharsets.US_ASCII);
          case "outblob" -> report(entry);
          default -> throw new NoSuchFileException(file.toString());
        };
    if (content.length > max) {
      throw new IOException(file + " is too long");
    }
    return content;
  }

  private byte[] report(Entry entry) throws IOException {
    if (busy-- > 0) {
      throw new IOException("Device or resource busy");
    }
    if (disturbed-- > 0) {
      entry.write(new byte[64]);
    }
    if (entry.input.length == 0) {
      throw new IOException("Invalid argument");
    }
    return reports.apply(entry.input);
  }

  @Override
  public void write(Path file, byte[] content) throws IOException {
    if (!file.endsWith("inblob") || content.length > 64) {
      throw new IOException("Invalid argument");
    }
    entry(file).write(content);
  }

  private Entry entry(Path file) throws IOException {
    Entry entry = entries.get(file.getParent());
    if (entry == null) {
      throw new NoSuchFileException(file.toString());
    }
    return entry;
  }

  @Override
  public void makeDirectory(Path directory) throws IOException {
    if (entries.putIfAbsent(directory, new Entry()) != null) {
      throw new FileAlreadyExistsException(directory.toString());
    }
    made++;
  }

  @Override
  public void removeDirectory(Path directory) {
    entries.remove(directory);
  }
}
