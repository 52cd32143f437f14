// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.seal;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.secret.SecretBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/// Keeps an enclave's state outside it: only the same code on the same machine opens it again.
///
/// The host stores what is sealed, and may delete it or hand back an older one: nothing here
/// notices a roll-back, so what is sealed must be harmless when old.
public final class SealedState {
  /// State is keys and counters, not data.
  public static final int MAX_STATE = 1 << 20;

  private static final String FORMAT = "cloister sealed state/1";
  private static final int MAX_LABEL = 64;
  private static final int TAG_BITS = 128;
  private static final int KEY_BYTES = 32;
  private static final int MAX_SIZE = MAX_STATE + SealingKeys.MAX_REQUEST + 128;

  /// Each key encrypts once, so that its nonce is the only one.
  private static final byte[] NONCE = new byte[12];

  private final SealingKeys keys;

  /// Seals under keys of these.
  public SealedState(SealingKeys keys) {
    this.keys = keys;
  }

  /// What came of opening: there is no third.
  public sealed interface Opening {
    /// It is as it was sealed; the caller closes it.
    record Opened(SecretBytes state) implements Opening {}

    /// It is not.
    record Refused(Reason reason) implements Opening {}
  }

  /// Why sealed state was not opened.
  public enum Reason {
    /// It is none.
    MALFORMED,
    /// It was sealed under keys of the other origin.
    ORIGIN,
    /// It was sealed by other code, on another machine, for another purpose, or was altered.
    KEY
  }

  /// Seals state.
  ///
  /// @param label what it is for: the same is needed to open it, up to 64 characters
  /// @throws IOException if the platform gives no key
  public byte[] seal(String label, byte[] state) throws IOException {
    if (state.length > MAX_STATE || label.length() > MAX_LABEL) {
      throw new IllegalArgumentException("too large to be sealed as state");
    }
    byte[] request = keys.fresh();
    byte[] header = header(keys.origin(), request);
    try (SecretBytes key = keys.derive(request)) {
      byte[] ciphertext = cipher(Cipher.ENCRYPT_MODE, key, label, header).doFinal(state);
      return new CborWriter().map(2).key(1).bytes(header).key(2).bytes(ciphertext).toBytes();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has AES-GCM", e);
    }
  }

  /// Opens what [#seal] made.
  ///
  /// @throws IOException if the platform refuses the key: the state may still be whole
  public Opening open(String label, byte[] sealed) throws IOException {
    Parts parts;
    try {
      parts = CborReader.whole(sealed, MAX_SIZE, Parts::read);
    } catch (MalformedException e) {
      return new Opening.Refused(Reason.MALFORMED);
    }
    if (parts.origin != keys.origin()) {
      return new Opening.Refused(Reason.ORIGIN);
    }
    try (SecretBytes key = keys.derive(parts.request)) {
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, key, label, parts.header);
      return new Opening.Opened(zeroing(cipher.doFinal(parts.ciphertext)));
    } catch (AEADBadTagException e) {
      return new Opening.Refused(Reason.KEY);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Java 25 has AES-GCM", e);
    }
  }

  private static SecretBytes zeroing(byte[] state) {
    try {
      return new SecretBytes(state);
    } finally {
      Arrays.fill(state, (byte) 0);
    }
  }

  private static byte[] header(SealingKeys.Origin origin, byte[] request) {
    return new CborWriter()
        .map(3)
        .key(1)
        .text(FORMAT)
        .key(2)
        .integer(origin.code())
        .key(3)
        .bytes(request)
        .toBytes();
  }

  private static Cipher cipher(int mode, SecretBytes key, String label, byte[] header)
      throws GeneralSecurityException {
    HKDFParameterSpec derivation =
        key.with(bytes ->
            HKDFParameterSpec.ofExtract()
                .addIKM(bytes)
                .thenExpand((FORMAT + " " + label).getBytes(StandardCharsets.UTF_8), KEY_BYTES));
    SecretKey own = KDF.getInstance("HKDF-SHA256").deriveKey("AES", derivation);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, own, new GCMParameterSpec(TAG_BITS, NONCE));
    cipher.updateAAD(header);
    return cipher;
  }

  private record Parts(
      byte[] header, SealingKeys.Origin origin, byte[] request, byte[] ciphertext) {
    static Parts read(CborReader in) throws MalformedException {
      byte[] header = in.map(2).key(1).bytes(SealingKeys.MAX_REQUEST + 64);
      byte[] ciphertext = in.key(2).bytes(MAX_STATE + TAG_BITS / Byte.SIZE);
      CborReader inner = new CborReader(header);
      if (!inner.map(3).key(1).text(FORMAT.length()).equals(FORMAT)) {
        throw new MalformedException("expected sealed state of this version");
      }
      SealingKeys.Origin origin = SealingKeys.Origin.ofCode(inner.key(2).integer());
      byte[] request = inner.key(3).bytes(SealingKeys.MAX_REQUEST);
      inner.end();
      return new Parts(header, origin, request, ciphertext);
    }
  }
}
