// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/// Hides a message's exact length: `length (4) || message || zeros`, as a whole of a size class.
///
/// Classes are Padmé's (Nikitin et al., "Reducing Metadata Leakage from Encrypted Files and
/// Communication with PURBs", PoPETs 2019, section 4), from 256 bytes up: a length keeps only as
/// many significant bits as its magnitude has, so that few lengths are told apart, and padding
/// costs at most 12 %.
final class Padding {
  private static final int SMALLEST_CLASS = 256;

  private Padding() {}

  /// The class in which a message of so many bytes travels.
  static int classOf(int messageLength) {
    int length = Math.max(SMALLEST_CLASS, Integer.BYTES + messageLength);
    int exponent = log2(length);
    int zeroBits = exponent - (log2(exponent) + 1);
    int mask = (1 << zeroBits) - 1;
    return (length + mask) & ~mask;
  }

  static byte[] pad(byte[] message) {
    ByteBuffer padded = ByteBuffer.allocate(classOf(message.length));
    return padded.putInt(message.length).put(message).array();
  }

  /// The message; empty unless this is exactly what [#pad] makes.
  static Optional<byte[]> unpad(byte[] padded) {
    int length = padded.length < Integer.BYTES ? -1 : ByteBuffer.wrap(padded).getInt();
    if (length < 0 || length > padded.length || padded.length != classOf(length)) {
      return Optional.empty();
    }
    int end = Integer.BYTES + length;
    for (int i = end; i < padded.length; i++) {
      if (padded[i] != 0) {
        return Optional.empty();
      }
    }
    return Optional.of(Arrays.copyOfRange(padded, Integer.BYTES, end));
  }

  private static int log2(int value) {
    return Integer.SIZE - 1 - Integer.numberOfLeadingZeros(value);
  }
}
