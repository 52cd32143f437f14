// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// An owner's withdrawal of consent: one owner is enough, and it takes effect at once.
///
/// @param definition the definition stopped
/// @param declaration the dataset withdrawn
/// @param stoppedAt milliseconds since 1970
public record StopOrder(Digest definition, Digest declaration, long stoppedAt)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256;

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(definition).key(2).item(declaration).key(3).integer(stoppedAt);
  }

  /// Reads what [#write] wrote.
  public static StopOrder read(CborReader in) throws MalformedException {
    in.map(3);
    return new StopOrder(
        Digest.read(in.key(1)), Digest.read(in.key(2)), in.key(3).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static StopOrder decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, StopOrder::read);
  }
}
