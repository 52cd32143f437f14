// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1Object;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.x509.Time;

/// The border to Bouncy Castle's ASN.1 reader: hostile bytes in, a value or a refusal out.
///
/// The reader reports bad input by a dozen kinds of unchecked exceptions, some of them only when a
/// part is looked at. They are turned into [MalformedException] here and nowhere else.
public final class Der {
  /// Reads a value out of what was decoded.
  @FunctionalInterface
  public interface Reading<T> {
    /// Reads it; may throw whatever Bouncy Castle throws.
    T read(ASN1Primitive decoded) throws IOException, MalformedException;
  }

  private Der() {}

  /// Reads one value from its DER form (X.690, section 10).
  ///
  /// @throws MalformedException unless the bytes are exactly one value, in its only DER form: a
  ///   signature over other bytes must not count for these
  public static <T> T read(byte[] encoded, Reading<T> reading) throws MalformedException {
    try {
      ASN1Primitive decoded = ASN1Primitive.fromByteArray(encoded);
      if (decoded == null || !Arrays.equals(decoded.getEncoded(ASN1Encoding.DER), encoded)) {
        throw new MalformedException("expected DER");
      }
      return reading.read(decoded);
    } catch (IOException | RuntimeException e) {
      throw new MalformedException("expected DER", e);
    }
  }

  /// The encoding of a part of something that was read from DER, hence byte for byte what it was.
  static Octets encoding(ASN1Object part) throws IOException {
    return Octets.of(part.getEncoded(ASN1Encoding.DER));
  }

  static Instant instant(Time time) {
    Instant instant = time.getDate().toInstant();
    if (instant.isBefore(Instant.EPOCH)) {
      throw new DateTimeException("a time before 1970");
    }
    return instant;
  }
}
