// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Authenticity;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// One signature line of a note. What it says of itself is to be believed only once it is checked
/// against a key that is trusted from elsewhere.
///
/// @param name whose it claims to be
/// @param bytes the key's id, for a cosignature its time, and the signature
public record NoteSignature(String name, byte[] bytes) {
  private static final int SIGNATURE = 64;
  private static final int NOTE_LENGTH = NoteKey.ID_LENGTH + SIGNATURE;
  private static final int COSIGNATURE_LENGTH = NoteKey.ID_LENGTH + Long.BYTES + SIGNATURE;

  /// The longest line that any kind of signature needs.
  private static final int MAX_BYTES = 4096;

  /// The last second of the year 9999: later times are nobody's, and some fit no calendar.
  private static final long LATEST = 253_402_300_799L;

  private static final String DASH = "\u2014 ";

  /// Copies the bytes.
  ///
  /// @throws IllegalArgumentException if no note can carry such a line
  public NoteSignature {
    NoteKey.requireName(name);
    if (bytes.length <= NoteKey.ID_LENGTH || bytes.length > MAX_BYTES) {
      throw new IllegalArgumentException("a signature line of " + bytes.length + " bytes");
    }
    bytes = bytes.clone();
  }

  /// Whether `key` signed `text`.
  Authenticity verify(NoteKey key, String text) {
    int length = key.kind() == NoteKey.Kind.NOTE ? NOTE_LENGTH : COSIGNATURE_LENGTH;
    if (bytes.length != length || !isBy(key)) {
      return Authenticity.FORGED;
    }
    if (key.kind() == NoteKey.Kind.COSIGNATURE && (seconds() < 0 || seconds() > LATEST)) {
      return Authenticity.FORGED;
    }
    byte[] signature = Arrays.copyOfRange(bytes, length - SIGNATURE, length);
    String message = key.kind() == NoteKey.Kind.NOTE ? text : cosigned(seconds(), text);
    return key.key().verify(message.getBytes(StandardCharsets.UTF_8), signature);
  }

  /// Whether this line names `key`.
  boolean isBy(NoteKey key) {
    return name.equals(key.name())
        && Arrays.equals(key.id(), Arrays.copyOf(bytes, NoteKey.ID_LENGTH));
  }

  /// When a cosignature says that it was made.
  Instant time() {
    return Instant.ofEpochSecond(seconds());
  }

  /// What a cosignature covers (C2SP tlog-cosignature, "Format").
  static String cosigned(long seconds, String text) {
    return "cosignature/v1\ntime " + seconds + "\n" + text;
  }

  /// The line as it stands in a note, with its end.
  public String line() {
    return DASH + name + " " + Base64.getEncoder().encodeToString(bytes) + "\n";
  }

  /// Reads what [#line()] gives, without its end.
  public static NoteSignature parse(String line) throws MalformedException {
    String[] fields = line.split(" ", -1);
    if (fields.length != 3 || !fields[0].equals("\u2014")) {
      throw new MalformedException("expected a signature line");
    }
    try {
      return new NoteSignature(fields[1], Base64.getDecoder().decode(fields[2]));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected a name and a signature in base64", e);
    }
  }

  private long seconds() {
    return ByteBuffer.wrap(bytes).getLong(NoteKey.ID_LENGTH);
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NoteSignature that
        && name.equals(that.name)
        && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return line().strip();
  }
}
