// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// AES-256-GCM over one stream's segments in their order: the STREAM construction of Hoang,
/// Reyhanitabar, Rogaway and Vizár (CRYPTO 2015), with the layout of nonces that Tink's streaming
/// AEAD has: `prefix (7) || number of the segment (4) || last (1)`. Order and end are thus part of
/// what each tag authenticates.
///
/// The JDK's cipher is used, and on calls of 64 KiB: it is the fastest at hand there, while calls
/// of a megabyte stay in the interpreter for seconds.
final class SegmentCipher {
  /// Bytes of plaintext in every segment but the last.
  static final int SEGMENT = 64 * 1024;

  /// Bytes that the tag adds to a segment.
  static final int TAG = 16;

  /// Whether a segment is followed by another.
  enum Position {
    INNER,
    LAST
  }

  private static final String LABEL = "cloister/stream/v1";
  private static final int NUMBER_AT = StreamHeader.NONCE_PREFIX_LENGTH;
  private static final int LAST_AT = NUMBER_AT + Integer.BYTES;
  private static final int NONCE_LENGTH = LAST_AT + 1;

  private final int mode;
  private final Cipher cipher;
  private final SecretKey key;
  private final byte[] nonce = new byte[NONCE_LENGTH];
  private int next;

  /// @param mode [Cipher#ENCRYPT_MODE] or [Cipher#DECRYPT_MODE]
  SegmentCipher(int mode, DataKey dataKey, StreamHeader header, byte[] aad) {
    this.mode = mode;
    this.key = dataKey.with(secret -> derive(secret, header.salt(), aad));
    System.arraycopy(header.noncePrefix(), 0, nonce, 0, NUMBER_AT);
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks AES-GCM", e);
    }
  }

  /// The cipher, ready for one `doFinal` over the next segment.
  ///
  /// @throws IOException when the stream has as many segments as its counter can number
  Cipher next(Position position) throws IOException {
    if (next < 0) {
      throw new IOException("a stream may not be longer than 2^31 segments");
    }
    ByteBuffer.wrap(nonce).putInt(NUMBER_AT, next);
    nonce[LAST_AT] = (byte) (position == Position.LAST ? 1 : 0);
    next++;
    try {
      cipher.init(mode, key, new GCMParameterSpec(TAG * Byte.SIZE, nonce));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM takes this key and every nonce", e);
    }
    return cipher;
  }

  /// The stream's key: HKDF-SHA256 (RFC 5869) of the data key, salted by the header and bound to
  /// the context.
  private static SecretKey derive(byte[] dataKey, byte[] salt, byte[] aad) {
    ByteArrayOutputStream info = new ByteArrayOutputStream();
    info.writeBytes(LABEL.getBytes(StandardCharsets.US_ASCII));
    info.writeBytes(aad);
    try {
      return KDF.getInstance("HKDF-SHA256")
          .deriveKey(
              "AES",
              HKDFParameterSpec.ofExtract()
                  .addIKM(dataKey)
                  .addSalt(salt)
                  .thenExpand(info.toByteArray(), DataKey.LENGTH));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this JDK lacks HKDF", e);
    }
  }
}
