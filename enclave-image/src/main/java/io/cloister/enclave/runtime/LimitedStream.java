// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// Fails once a stream is longer than it was said to be, so that nobody can fill this memory.
final class LimitedStream extends FilterInputStream {
  private long left;

  LimitedStream(InputStream from, long limit) {
    super(from);
    this.left = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    int read = super.read(to, offset, length);
    left -= Math.max(0, read);
    if (left < 0) {
      throw new IOException("the stream is longer than declared");
    }
    return read;
  }
}
