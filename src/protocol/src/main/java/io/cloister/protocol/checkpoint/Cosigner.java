// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.Ed25519PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;

/// A validator's hand: cosigns checkpoints (C2SP tlog-cosignature, Ed25519).
///
/// Whoever holds one answers for never cosigning two logs of one origin that contradict each other.
public final class Cosigner {
  static final int KEY_ID_BYTES = 4;
  static final int TIME_BYTES = 8;
  static final int SIGNATURE_BYTES = 64;

  private static final byte COSIGNATURE_V1 = 0x04;
  static final String LINE_START = "\u2014 ";

  private final String name;
  private final Ed25519KeyPair key;

  /// @param name its name in the roster
  /// @param key its cosignature key; stays the caller's to close
  public Cosigner(String name, Ed25519KeyPair key) {
    this.name = name;
    this.key = key;
  }

  /// A whole signed note: the checkpoint, a blank line, and this validator's signature line.
  ///
  /// @param seconds when, in seconds since 1970
  public String note(Checkpoint checkpoint, long seconds) {
    return checkpoint.text() + "\n" + line(checkpoint, seconds);
  }

  /// This validator's signature line, with its newline.
  ///
  /// @param seconds when, in seconds since 1970
  public String line(Checkpoint checkpoint, long seconds) {
    byte[] signature =
        ByteBuffer.allocate(KEY_ID_BYTES + TIME_BYTES + SIGNATURE_BYTES)
            .put(keyId(name, key.publicKey()))
            .putLong(seconds)
            .put(key.sign(message(checkpoint.text(), seconds)))
            .array();
    return LINE_START + name + " " + Base64.getEncoder().encodeToString(signature) + "\n";
  }

  static byte[] message(String text, long seconds) {
    return ("cosignature/v1\ntime " + seconds + "\n" + text).getBytes(StandardCharsets.UTF_8);
  }

  /// The four bytes that stand for a key in a signature line (C2SP signed-note).
  static byte[] keyId(String name, Ed25519PublicKey key) {
    byte[] nameLine = (name + "\n").getBytes(StandardCharsets.UTF_8);
    byte[] digest = Digest.of(nameLine, new byte[] {COSIGNATURE_V1}, key.bytes()).bytes();
    return Arrays.copyOf(digest, KEY_ID_BYTES);
  }
}
