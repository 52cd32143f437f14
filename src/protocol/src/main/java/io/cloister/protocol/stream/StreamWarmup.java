// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import io.cloister.protocol.stream.SegmentCipher.Position;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;

/// Makes the first gigabyte of a short-lived process as fast as the later ones.
///
/// The JVM compiles AES-GCM by the number of calls, not by the time they take: on large calls it
/// interprets for half a second and more, some hundred times slower. Some thousand small ones, run
/// beside the process's other start-up work, get it compiled first.
public final class StreamWarmup {
  private static final int CALLS = 6_000;
  private static final int CALL_LENGTH = 1024;

  private StreamWarmup() {}

  /// Seals and opens small segments until the cipher is compiled, for some tenths of a second. Call
  /// it on a thread of its own.
  public static void warm() {
    SecureRandom random = new SecureRandom();
    StreamHeader header = StreamHeader.random(random);
    byte[] plaintext = new byte[CALL_LENGTH];
    byte[] sealed = new byte[CALL_LENGTH + SegmentCipher.TAG];
    try (DataKey key = DataKey.generate(random)) {
      SegmentCipher sealing = new SegmentCipher(Cipher.ENCRYPT_MODE, key, header, new byte[0]);
      SegmentCipher opening = new SegmentCipher(Cipher.DECRYPT_MODE, key, header, new byte[0]);
      for (int i = 0; i < CALLS; i++) {
        sealing.next(Position.INNER).doFinal(plaintext, 0, CALL_LENGTH, sealed, 0);
        opening.next(Position.INNER).doFinal(sealed, 0, sealed.length, plaintext, 0);
      }
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException("this JDK cannot open what it sealed", e);
    }
  }
}
