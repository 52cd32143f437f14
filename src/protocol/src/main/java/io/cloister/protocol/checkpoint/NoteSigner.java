// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.Ed25519PublicKey;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/// Signs and cosigns checkpoints in one name. Whoever calls it has checked that the log only grew:
/// a cosignature says so.
public final class NoteSigner {
  private final String name;
  private final Ed25519KeyPair keys;

  /// @param name under which it signs
  /// @param keys stay the caller's to close
  /// @throws IllegalArgumentException if no note can carry the name
  public NoteSigner(String name, Ed25519KeyPair keys) {
    NoteKey.requireName(name);
    this.name = name;
    this.keys = keys;
  }

  /// The key with which to check what [#sign] or [#cosign] makes.
  public NoteKey key(NoteKey.Kind kind) {
    return new NoteKey(name, kind, publicKey());
  }

  /// The public key.
  public Ed25519PublicKey publicKey() {
    return keys.publicKey();
  }

  /// Signs as the log itself does.
  public NoteSignature sign(Checkpoint checkpoint) {
    byte[] signature = keys.sign(checkpoint.text().getBytes(StandardCharsets.UTF_8));
    byte[] id = key(NoteKey.Kind.NOTE).id();
    return new NoteSignature(
        name, ByteBuffer.allocate(id.length + signature.length).put(id).put(signature).array());
  }

  /// Cosigns: this checkpoint follows from every one cosigned before.
  ///
  /// @param time when; kept to the second
  public NoteSignature cosign(Checkpoint checkpoint, Instant time) {
    long seconds = time.getEpochSecond();
    String message = NoteSignature.cosigned(seconds, checkpoint.text());
    byte[] signature = keys.sign(message.getBytes(StandardCharsets.UTF_8));
    byte[] id = key(NoteKey.Kind.COSIGNATURE).id();
    return new NoteSignature(
        name,
        ByteBuffer.allocate(id.length + Long.BYTES + signature.length)
            .put(id)
            .putLong(seconds)
            .put(signature)
            .array());
  }
}
