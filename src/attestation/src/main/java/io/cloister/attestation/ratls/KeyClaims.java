// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ratls;

import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import java.io.ByteArrayOutputStream;
import java.util.HexFormat;

/// What evidence in a certificate has to be about: the certificate's key.
///
/// @param bytes the claims in CBOR: `pubkey-hash`, the SHA-256 of the key's SubjectPublicKeyInfo
public record KeyClaims(Octets bytes) {
  private static final int SHA_256 = 1;

  /// SubjectPublicKeyInfo of a P-256 key, up to the coordinates (RFC 5480, section 2).
  private static final byte[] SPKI_PREFIX =
      HexFormat.of().parseHex("3059301306072a8648ce3d020106082a8648ce3d03010703420004");

  /// The claims about a key.
  public static KeyClaims of(EcKey key) {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.writeBytes(SPKI_PREFIX);
    info.writeBytes(key.coordinates().toBytes());
    byte[] hash =
        new CborWriter()
            .array(2)
            .integer(SHA_256)
            .bytes(Digest.of(info.toByteArray()).bytes())
            .toBytes();
    byte[] claims = new CborWriter().map(1).text("pubkey-hash").bytes(hash).toBytes();
    return new KeyClaims(Octets.of(claims));
  }

  /// The report data that binds evidence to them.
  public ReportData reportData() {
    return ReportData.padded(Digest.of(bytes.toBytes()).bytes());
  }
}
