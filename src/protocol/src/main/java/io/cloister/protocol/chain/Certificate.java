// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.merkle.InclusionProof;

/// Why a header is final: a checkpoint of the log of headers, cosigned by more than two thirds of
/// the validators' weight, and the header's place in that log.
///
/// @param checkpoint the signed note (C2SP tlog-checkpoint, tlog-cosignature)
/// @param inclusion the header's place
public record Certificate(String checkpoint, InclusionProof inclusion) implements Encodable {
  private static final int MAX_NOTE = 32 * 1024;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 64 * 1024;

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).text(checkpoint).key(2).item(inclusion);
  }

  /// Reads what [#write] wrote.
  public static Certificate read(CborReader in) throws MalformedException {
    in.map(2);
    return new Certificate(in.key(1).text(MAX_NOTE), InclusionProof.read(in.key(2)));
  }

  /// Decodes a whole encoding.
  public static Certificate decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Certificate::read);
  }
}
