// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Arrays;
import java.util.HexFormat;

/// An immutable byte string with a value's equality: a quote, a signer, a platform's identity.
///
/// Not for secrets: it prints itself.
public final class Octets implements Comparable<Octets> {
  private static final int MAX_PRINTED = 64;

  private final byte[] bytes;

  /// Computed when first asked for: collateral of 60 KiB is looked up thousands of times.
  private int hash;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  /// Copies these bytes.
  public static Octets of(byte[] bytes) {
    return new Octets(bytes.clone());
  }

  /// Reads hexadecimal digits of either case.
  ///
  /// @throws IllegalArgumentException if the text is anything else
  public static Octets ofHex(String hex) {
    return new Octets(HexFormat.of().parseHex(hex));
  }

  /// A copy of the bytes.
  public byte[] toBytes() {
    return bytes.clone();
  }

  /// A copy of the bytes from one offset up to another.
  ///
  /// @throws IndexOutOfBoundsException if there are fewer bytes
  public Octets slice(int from, int to) {
    if (from < 0 || to < from || to > bytes.length) {
      throw new IndexOutOfBoundsException("[" + from + ", " + to + ") of " + bytes.length);
    }
    return new Octets(Arrays.copyOfRange(bytes, from, to));
  }

  /// The byte at an offset, 0 to 255.
  public int at(int offset) {
    return bytes[offset] & 0xff;
  }

  /// How many bytes there are.
  public int size() {
    return bytes.length;
  }

  /// Whether every byte is zero.
  public boolean isZero() {
    for (byte octet : bytes) {
      if (octet != 0) {
        return false;
      }
    }
    return true;
  }

  /// Lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public int compareTo(Octets other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return this == other || (other instanceof Octets that && Arrays.equals(bytes, that.bytes));
  }

  @Override
  public int hashCode() {
    if (hash == 0) {
      hash = Arrays.hashCode(bytes);
    }
    return hash;
  }

  @Override
  public String toString() {
    return bytes.length <= MAX_PRINTED ? hex() : "[" + bytes.length + " bytes]";
  }
}
