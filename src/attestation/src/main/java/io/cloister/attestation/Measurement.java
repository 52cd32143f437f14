// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

/// What the hardware measured of the code that runs: MRENCLAVE, MRTD, or SNP's launch digest.
///
/// @param octets 32 to 48 bytes
public record Measurement(Octets octets) {
  /// The shortest measurement, in bytes: SHA-256.
  public static final int MIN_SIZE = 32;

  /// The longest measurement, in bytes: SHA-384.
  public static final int MAX_SIZE = 48;

  /// @throws IllegalArgumentException unless there are 32 to 48 bytes
  public Measurement {
    if (octets.size() < MIN_SIZE || octets.size() > MAX_SIZE) {
      throw new IllegalArgumentException("a measurement has 32 to 48 bytes, not " + octets.size());
    }
  }

  /// Copies 32 to 48 bytes.
  public static Measurement of(byte[] bytes) {
    return new Measurement(Octets.of(bytes));
  }

  /// Lower-case hexadecimal digits.
  public String hex() {
    return octets.hex();
  }

  @Override
  public String toString() {
    return hex();
  }
}
