// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Arrays;

/// The 64 bytes that the attested code chose: they bind its keys and the asker's nonce.
///
/// @param octets 64 bytes
public record ReportData(Octets octets) {
  /// Size in bytes.
  public static final int SIZE = 64;

  /// @throws IllegalArgumentException unless there are 64 bytes
  public ReportData {
    if (octets.size() != SIZE) {
      throw new IllegalArgumentException("report data has 64 bytes, not " + octets.size());
    }
  }

  /// Copies 64 bytes.
  public static ReportData of(byte[] bytes) {
    return new ReportData(Octets.of(bytes));
  }

  /// Copies up to 64 bytes, such as a digest, and pads with zeros at the end.
  public static ReportData padded(byte[] bytes) {
    if (bytes.length > SIZE) {
      throw new IllegalArgumentException("report data has at most 64 bytes, not " + bytes.length);
    }
    return of(Arrays.copyOf(bytes, SIZE));
  }

  /// Lower-case hexadecimal digits.
  public String hex() {
    return octets.hex();
  }

  /// A copy of the 64 bytes.
  public byte[] toBytes() {
    return octets.toBytes();
  }

  @Override
  public String toString() {
    return hex();
  }
}
