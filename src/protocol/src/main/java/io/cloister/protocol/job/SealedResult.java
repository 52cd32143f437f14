// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.SealedEnvelope;
import java.util.List;

/// A result, sealed to each recipient of its definition.
///
/// @param context which job
/// @param envelopes one for each recipient
public record SealedResult(JobContext context, List<Addressed> envelopes) implements Encodable {
  private static final int MAX_RECIPIENTS = 16;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256 * 1024 * 1024;

  /// Checks the limits of this record.
  public SealedResult {
    envelopes = List.copyOf(envelopes);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).item(context).key(2).items(envelopes);
  }

  /// Reads what [#write] wrote.
  public static SealedResult read(CborReader in) throws MalformedException {
    in.map(2);
    return new SealedResult(
        JobContext.read(in.key(1)), in.key(2).list(MAX_RECIPIENTS, Addressed::read));
  }

  /// Decodes a whole encoding.
  public static SealedResult decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, SealedResult::read);
  }

  /// One recipient's copy.
  ///
  /// @param recipient digest of the recipient's key
  /// @param envelope the result document, sealed to that key
  public record Addressed(Digest recipient, SealedEnvelope envelope) implements Encodable {
    @Override
    public void write(CborWriter out) {
      out.map(2).key(1).item(recipient).key(2).item(envelope);
    }

    static Addressed read(CborReader in) throws MalformedException {
      in.map(2);
      return new Addressed(Digest.read(in.key(1)), SealedEnvelope.read(in.key(2)));
    }
  }
}
