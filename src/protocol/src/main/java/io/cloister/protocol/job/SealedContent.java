// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// The one ciphertext that stands for a declared dataset. Signed by the owner, so that no store can
/// serve an older or another one.
///
/// @param declaration the dataset
/// @param ciphertext SHA-256 of the whole ciphertext
/// @param length bytes of ciphertext
public record SealedContent(Digest declaration, Digest ciphertext, long length)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256;

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(declaration).key(2).item(ciphertext).key(3).integer(length);
  }

  /// Reads what [#write] wrote.
  public static SealedContent read(CborReader in) throws MalformedException {
    in.map(3);
    return new SealedContent(
        Digest.read(in.key(1)), Digest.read(in.key(2)), in.key(3).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static SealedContent decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, SealedContent::read);
  }
}
