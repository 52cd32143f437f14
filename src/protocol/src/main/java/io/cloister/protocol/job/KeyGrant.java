// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.SealedEnvelope;

/// A dataset's key, sealed by its owner to one enclave for one definition. The owner has appraised
/// that enclave's evidence first.
///
/// @param definition the definition it serves
/// @param declaration the dataset it opens
/// @param recipient the enclave's key
/// @param key the 32-byte data key, sealed
public record KeyGrant(Digest definition, Digest declaration, Digest recipient, SealedEnvelope key)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 8 * 1024;

  @Override
  public void write(CborWriter out) {
    out.map(4)
        .key(1)
        .item(definition)
        .key(2)
        .item(declaration)
        .key(3)
        .item(recipient)
        .key(4)
        .item(key);
  }

  /// Reads what [#write] wrote.
  public static KeyGrant read(CborReader in) throws MalformedException {
    in.map(4);
    return new KeyGrant(
        Digest.read(in.key(1)),
        Digest.read(in.key(2)),
        Digest.read(in.key(3)),
        SealedEnvelope.read(in.key(4)));
  }

  /// Decodes a whole encoding.
  public static KeyGrant decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, KeyGrant::read);
  }

  /// What the sealed key is bound to.
  public static byte[] aad(Digest definition, Digest declaration) {
    return new CborWriter().array(2).item(definition).item(declaration).toBytes();
  }
}
