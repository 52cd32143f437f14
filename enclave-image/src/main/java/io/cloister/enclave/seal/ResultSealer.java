// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.seal;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.Recipient;
import io.cloister.protocol.job.ResultDigest;
import io.cloister.protocol.job.ResultDocument;
import io.cloister.protocol.job.ResultTable;
import io.cloister.protocol.job.SealedResult;
import java.util.Arrays;
import java.util.List;

/// Seals an answer to each recipient that the definition names, and to nobody else.
public final class ResultSealer {
  private ResultSealer() {}

  /// An answer that only its recipients can read.
  ///
  /// @param digest its keyed digest: equal for all honest replicas
  /// @param result sealed to each recipient
  public record Sealed(Digest digest, SealedResult result) {}

  /// Seals a table.
  ///
  /// @param digestKey as [ResultDigest#key] derives it; the caller zeroes it
  public static Sealed seal(
      JobContext context, ResultTable table, byte[] digestKey, List<Recipient> recipients) {
    byte[] rows = table.encode();
    byte[] document = new ResultDocument(context, rows, digestKey).encode();
    try {
      byte[] aad = context.encode();
      List<SealedResult.Addressed> envelopes =
          recipients.stream()
              .map(to ->
                  new SealedResult.Addressed(
                      to.key().digest(),
                      SealedEnvelope.seal(to.key(), Labels.RESULT, aad, document)))
              .toList();
      return new Sealed(ResultDigest.of(digestKey, rows), new SealedResult(context, envelopes));
    } finally {
      Arrays.fill(rows, (byte) 0);
      Arrays.fill(document, (byte) 0);
    }
  }
}
