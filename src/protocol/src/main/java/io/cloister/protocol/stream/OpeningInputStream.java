// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import io.cloister.protocol.stream.SegmentCipher.Position;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Objects;
import javax.crypto.Cipher;
import org.jspecify.annotations.Nullable;

/// Opens what [SealingOutputStream] sealed. The bytes below are hostile: each segment is handed out
/// only once its tag has been checked, and the end of the stream is reported only after a segment
/// sealed as the last. What came out before a refusal is authentic, but only a prefix: a reader
/// that acts on it before the end must be able to take it back.
///
/// Not safe for use by several threads at once.
public final class OpeningInputStream extends InputStream {
  private static final int SEALED = SegmentCipher.SEGMENT + SegmentCipher.TAG;

  private final InputStream from;
  private final SegmentCipher segments;

  /// One byte more than a segment: only if there is such a byte, the segment is not the last.
  private final byte[] sealed = new byte[SEALED + 1];

  private final byte[] plaintext = new byte[SegmentCipher.SEGMENT];
  private int carried;
  private int position;
  private int limit;
  private long segment;
  private boolean ended;
  private @Nullable StreamRefusedException refusal;

  /// Reads the stream's header from `from`.
  ///
  /// @param key the data key; may be closed once this returns
  /// @param aad what the stream was bound to when it was sealed
  /// @throws StreamRefusedException if the header is cut or of an unknown version
  /// @throws IOException if `from` fails
  public OpeningInputStream(InputStream from, DataKey key, byte[] aad) throws IOException {
    this.from = from;
    this.segments = new SegmentCipher(Cipher.DECRYPT_MODE, key, StreamHeader.read(from), aad);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  /// Reads authentic bytes; straight into `to` where a whole segment fits.
  ///
  /// @throws StreamRefusedException at the first segment that is not authentic, and ever after
  @Override
  public int read(byte[] to, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, to.length);
    if (length == 0) {
      return 0;
    }
    while (position == limit) {
      if (ended) {
        return -1;
      }
      if (length >= SegmentCipher.SEGMENT) {
        int opened = open(to, offset);
        if (opened > 0) {
          return opened;
        }
      } else {
        position = 0;
        limit = 0;
        limit = open(plaintext, 0);
      }
    }
    int taken = Math.min(length, limit - position);
    System.arraycopy(plaintext, position, to, offset, taken);
    position += taken;
    return taken;
  }

  @Override
  public int available() {
    return limit - position;
  }

  /// Closes the stream below, and forgets the plaintext held.
  @Override
  public void close() throws IOException {
    ended = true;
    position = limit;
    Arrays.fill(plaintext, (byte) 0);
    from.close();
  }

  /// Opens the next segment into `to`, which has room for one, and returns its length.
  private int open(byte[] to, int offset) throws IOException {
    if (refusal != null) {
      throw refusal;
    }
    int size = carried + from.readNBytes(sealed, carried, sealed.length - carried);
    boolean last = size <= SEALED;
    int length = last ? size : SEALED;
    if (length < SegmentCipher.TAG || (length == SegmentCipher.TAG && segment > 0)) {
      throw refuse("it is cut short");
    }
    int opened = decrypt(length, last ? Position.LAST : Position.INNER, to, offset);
    ended = last;
    carried = last ? 0 : 1;
    sealed[0] = sealed[SEALED];
    segment++;
    return opened;
  }

  private int decrypt(int length, Position position, byte[] to, int offset) throws IOException {
    try {
      return segments.next(position).doFinal(sealed, 0, length, to, offset);
    } catch (GeneralSecurityException e) {
      throw refuse("it is altered, moved or cut, or the key or its context is another");
    }
  }

  private StreamRefusedException refuse(String why) {
    refusal = new StreamRefusedException(segment, why);
    return refusal;
  }
}
