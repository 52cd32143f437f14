// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.quote;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.MalformedException;

/// Reads little-endian fields one after the other, never past the end.
final class QuoteReader {
  private final Octets input;
  private int position;

  QuoteReader(Octets input) {
    this.input = input;
  }

  int u16() throws MalformedException {
    return (int) unsigned(2);
  }

  /// A length or a number of 32 bits, as it is: up to 2^32 - 1.
  long u32() throws MalformedException {
    return unsigned(4);
  }

  Octets take(long size) throws MalformedException {
    if (size > input.size() - position) {
      throw new MalformedException("expected %d bytes at offset %d".formatted(size, position));
    }
    int from = position;
    position += (int) size;
    return input.slice(from, position);
  }

  int position() {
    return position;
  }

  void end() throws MalformedException {
    if (position != input.size()) {
      throw new MalformedException("expected the end at offset " + position);
    }
  }

  private long unsigned(int octets) throws MalformedException {
    Octets field = take(octets);
    long value = 0;
    for (int i = octets - 1; i >= 0; i--) {
      value = value << 8 | field.at(i);
    }
    return value;
  }
}
