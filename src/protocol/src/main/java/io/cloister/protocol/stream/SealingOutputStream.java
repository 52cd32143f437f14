// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import io.cloister.protocol.stream.SegmentCipher.Position;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;

/// Seals what is written to it, in segments of 64 KiB, with memory of two segments.
///
/// **Call [#finish()] when everything is written.** A stream closed without it, as happens when the
/// source fails half-way, lacks its end, and [OpeningInputStream] refuses it: half a dataset is
/// never taken for a whole one.
///
/// ```java
/// try (SealingOutputStream sealed = new SealingOutputStream(to, key, aad, random)) {
///   source.transferTo(sealed);
///   sealed.finish();
/// }
/// ```
///
/// Not safe for use by several threads at once.
public final class SealingOutputStream extends OutputStream {
  private final OutputStream to;
  private final SegmentCipher segments;
  private final byte[] plaintext = new byte[SegmentCipher.SEGMENT];
  private final byte[] sealed = new byte[SegmentCipher.SEGMENT + SegmentCipher.TAG];
  private int held;
  private boolean finished;

  /// Writes the stream's header to `to`.
  ///
  /// @param key the data key; may be closed once this returns
  /// @param aad what the stream is bound to, say the digest of the dataset's declaration; not
  ///   written, and needed again to open
  /// @throws IOException if `to` fails
  public SealingOutputStream(OutputStream to, DataKey key, byte[] aad, SecureRandom random)
      throws IOException {
    StreamHeader header = StreamHeader.random(random);
    this.to = to;
    this.segments = new SegmentCipher(Cipher.ENCRYPT_MODE, key, header, aad);
    to.write(header.toBytes());
  }

  /// How long a stream is once sealed.
  ///
  /// @param plaintextLength bytes, not negative
  /// @throws ArithmeticException if the result exceeds a long
  public static long ciphertextLength(long plaintextLength) {
    if (plaintextLength < 0) {
      throw new IllegalArgumentException("length " + plaintextLength);
    }
    long segments = Math.max(1, Math.ceilDiv(plaintextLength, (long) SegmentCipher.SEGMENT));
    return Math.addExact(StreamHeader.LENGTH + segments * SegmentCipher.TAG, plaintextLength);
  }

  @Override
  public void write(int octet) throws IOException {
    write(new byte[] {(byte) octet}, 0, 1);
  }

  @Override
  public void write(byte[] from, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, from.length);
    if (finished) {
      throw new IOException("the stream is finished");
    }
    int at = offset;
    int end = offset + length;
    while (at < end) {
      if (held == SegmentCipher.SEGMENT) {
        seal(plaintext, 0, held, Position.INNER);
        held = 0;
      }
      if (held == 0 && end - at > SegmentCipher.SEGMENT) {
        seal(from, at, SegmentCipher.SEGMENT, Position.INNER);
        at += SegmentCipher.SEGMENT;
      } else {
        int taken = Math.min(end - at, SegmentCipher.SEGMENT - held);
        System.arraycopy(from, at, plaintext, held, taken);
        held += taken;
        at += taken;
      }
    }
  }

  /// Seals the last segment. Nothing can be written after it; calling it again does nothing.
  ///
  /// @throws IOException if the stream below fails
  public void finish() throws IOException {
    if (finished) {
      return;
    }
    finished = true;
    seal(plaintext, 0, held, Position.LAST);
    Arrays.fill(plaintext, (byte) 0);
    to.flush();
  }

  /// Flushes the stream below; what does not fill a segment stays here until [#finish()].
  @Override
  public void flush() throws IOException {
    to.flush();
  }

  /// Closes the stream below. Without [#finish()] before it, what was written cannot be opened.
  @Override
  public void close() throws IOException {
    finished = true;
    Arrays.fill(plaintext, (byte) 0);
    to.close();
  }

  private void seal(byte[] from, int offset, int length, Position position) throws IOException {
    try {
      int size = segments.next(position).doFinal(from, offset, length, sealed, 0);
      to.write(sealed, 0, size);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-GCM seals whatever it is given", e);
    }
  }
}
