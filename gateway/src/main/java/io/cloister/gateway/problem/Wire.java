// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.problem;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Reads ids, binary fields and wire records out of requests; what is not one is the caller's
/// problem, named by its field.
public final class Wire {
  private Wire() {}

  /// Reads one kind of record.
  @FunctionalInterface
  public interface Decoder<T> {
    T decode(byte[] bytes) throws MalformedException;
  }

  /// The record of a field in base64url.
  public static <T> T record(String field, @Nullable String base64, Decoder<T> decoder) {
    return decoded(field, bytes(field, base64), decoder);
  }

  /// The record of bytes that came under a field's name.
  public static <T> T decoded(String field, byte[] bytes, Decoder<T> decoder) {
    try {
      return decoder.decode(bytes);
    } catch (MalformedException e) {
      throw ProblemException.of(
              ProblemCode.MALFORMED_STATEMENT, "The record is malformed: " + e.getMessage() + ".")
          .at(field);
    }
  }

  /// The bytes of a field in base64url without padding.
  public static byte[] bytes(String field, @Nullable String base64) {
    try {
      return Base64.getUrlDecoder().decode(required(field, base64));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(
              ProblemCode.VALIDATION_FAILED, "The field is not base64url without padding.")
          .at(field);
    }
  }

  /// The text of bytes, as every binary field of an answer is written.
  public static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The value of a field that must be there.
  public static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw ProblemException.of(ProblemCode.VALIDATION_FAILED, "The field is required.").at(field);
    }
    return value;
  }

  /// A digest in a path or field.
  public static Digest digest(String field, @Nullable String hex) {
    try {
      return Digest.parse(required(field, hex));
    } catch (MalformedException e) {
      throw ProblemException.of(ProblemCode.MALFORMED_ID, "The id has 64 hexadecimal digits.")
          .at(field);
    }
  }

  /// A UUID in a path or field.
  public static UUID uuid(String field, @Nullable String text) {
    String value = required(field, text);
    try {
      UUID uuid = UUID.fromString(value);
      if (uuid.toString().equalsIgnoreCase(value)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // Answered below, as every other malformed id is.
    }
    throw ProblemException.of(ProblemCode.MALFORMED_ID, "The id is a UUID of 36 characters.")
        .at(field);
  }

  /// Reads what the gateway itself has stored after checking it.
  ///
  /// @throws IllegalStateException if the database does not hold what was written
  public static <T> T stored(byte[] bytes, Decoder<T> decoder) {
    try {
      return decoder.decode(bytes);
    } catch (MalformedException e) {
      throw new IllegalStateException("a stored record is damaged", e);
    }
  }
}
