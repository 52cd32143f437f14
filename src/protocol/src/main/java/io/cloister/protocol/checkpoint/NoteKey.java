// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519PublicKey;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/// A key that signs notes, by the name under which it does (C2SP signed-note, "Signatures").
///
/// @param name who it is: printable ASCII, no plus sign
/// @param kind what its signatures cover
/// @param key the public key
public record NoteKey(String name, Kind kind, Ed25519PublicKey key) {
  /// The signature types of C2SP that are in use here.
  public enum Kind {
    /// Ed25519 over the note's text.
    NOTE(1),
    /// `cosignature/v1`: Ed25519 over a time and the note's text (C2SP tlog-cosignature).
    COSIGNATURE(4);

    private final int wireId;

    Kind(int wireId) {
      this.wireId = wireId;
    }

    /// The signature type's number.
    public int wireId() {
      return wireId;
    }
  }

  static final int ID_LENGTH = 4;

  /// The longest name, in bytes.
  public static final int MAX_NAME = 128;

  private static final int MAX_VERIFIER_KEY = MAX_NAME + 64;

  /// Checks the name.
  ///
  /// @throws IllegalArgumentException if no note can carry it
  public NoteKey {
    requireName(name);
  }

  /// The first four bytes of a hash over name, kind and key: tells keys of one name apart, and
  /// proves nothing.
  public byte[] id() {
    byte[] prefix = (name + "\n").getBytes(StandardCharsets.US_ASCII);
    byte[] hash = Digest.of(prefix, new byte[] {(byte) kind.wireId()}, key.bytes()).bytes();
    return Arrays.copyOf(hash, ID_LENGTH);
  }

  /// The key as others pin it: `name+id+key`, the id in hexadecimal, the key in base64 after its
  /// kind.
  public String verifierKey() {
    byte[] typed = new byte[1 + Ed25519PublicKey.SIZE];
    typed[0] = (byte) kind.wireId();
    System.arraycopy(key.bytes(), 0, typed, 1, Ed25519PublicKey.SIZE);
    return String.join(
        "+", name, HexFormat.of().formatHex(id()), Base64.getEncoder().encodeToString(typed));
  }

  /// Reads what [#verifierKey()] gives.
  public static NoteKey parse(String verifierKey) throws MalformedException {
    String[] fields = verifierKey.split("\\+", 3);
    if (verifierKey.length() > MAX_VERIFIER_KEY || fields.length != 3) {
      throw new MalformedException("expected name+id+key");
    }
    try {
      byte[] typed = Base64.getDecoder().decode(fields[2]);
      if (typed.length != 1 + Ed25519PublicKey.SIZE) {
        throw new MalformedException("expected an Ed25519 key");
      }
      byte[] key = Arrays.copyOfRange(typed, 1, typed.length);
      NoteKey parsed = new NoteKey(fields[0], kindOf(typed[0]), new Ed25519PublicKey(key));
      if (!parsed.verifierKey().equals(verifierKey)) {
        throw new MalformedException("expected the id of name and key");
      }
      return parsed;
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected name+id+key", e);
    }
  }

  static void requireName(String name) {
    if (name.isEmpty()
        || name.length() > MAX_NAME
        || name.chars().anyMatch(c -> c <= ' ' || c == '+' || c > '~')) {
      throw new IllegalArgumentException(
          "a key's name is 1 to 128 printable letters of ASCII without plus");
    }
  }

  private static Kind kindOf(int wireId) throws MalformedException {
    for (Kind kind : Kind.values()) {
      if (kind.wireId == wireId) {
        return kind;
      }
    }
    throw new MalformedException("expected a known kind of key, not " + wireId);
  }
}
