// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.encoding;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;

/// A SHA-256 digest: the name of a thing by its content.
///
/// @param bytes 32 bytes
public record Digest(byte[] bytes) implements Comparable<Digest>, Encodable {
  /// Size in bytes.
  public static final int SIZE = 32;

  /// @throws IllegalArgumentException unless there are 32 bytes
  public Digest {
    if (bytes.length != SIZE) {
      throw new IllegalArgumentException("a digest has 32 bytes, not " + bytes.length);
    }
    bytes = bytes.clone();
  }

  /// The digest of the concatenation of these parts.
  public static Digest of(byte[]... parts) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        sha256.update(part);
      }
      return new Digest(sha256.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// Reads 64 lower- or upper-case hexadecimal digits.
  ///
  /// @throws MalformedException if the text is anything else
  public static Digest parse(String hex) throws MalformedException {
    if (hex.length() != 2 * SIZE) {
      throw new MalformedException("expected 64 hexadecimal digits");
    }
    try {
      return new Digest(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected 64 hexadecimal digits", e);
    }
  }

  /// Reads a byte string of 32 bytes.
  public static Digest read(CborReader in) throws MalformedException {
    return new Digest(in.exactBytes(SIZE));
  }

  @Override
  public void write(CborWriter out) {
    out.bytes(bytes);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  /// 64 lower-case hexadecimal digits.
  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  @Override
  public int compareTo(Digest other) {
    return Arrays.compareUnsigned(bytes, other.bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Digest that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return hex();
  }
}
