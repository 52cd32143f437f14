// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.Opening;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.ResultDigest;
import io.cloister.protocol.job.ResultDocument;
import io.cloister.protocol.job.ResultTable;
import io.cloister.protocol.job.SealedResult;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.secret.SecretBytes;

/// Opens a sealed result with the recipient's own key and compares it with a verified receipt.
final class ResultOpener {
  private ResultOpener() {}

  /// @param sealed the encoded [SealedResult]
  /// @param receipt verified before
  /// @throws RefusedException if it is not the result that the receipt speaks of, or not for these
  ///   keys
  static ResultTable open(byte[] sealed, Receipt receipt, UserKeys keys) throws RefusedException {
    if (!Digest.of(sealed).equals(receipt.sealedResult())) {
      throw altered("the sealed result is not the one that the receipt names");
    }
    try {
      SealedResult result = SealedResult.decode(sealed);
      byte[] document = opened(envelope(result, keys), receipt, keys);
      ResultDocument opened = ResultDocument.decode(document);
      boolean same =
          opened.context().equals(receipt.context())
              && ResultDigest.of(opened.digestKey(), opened.table()).equals(receipt.resultDigest());
      if (!same) {
        throw altered("the result is not the one that the workers agreed on");
      }
      return ResultTable.decode(opened.table());
    } catch (MalformedException e) {
      throw altered("the result is malformed: " + e.getMessage());
    }
  }

  private static SealedEnvelope envelope(SealedResult result, UserKeys keys)
      throws RefusedException {
    Digest recipient = keys.recipient().publicKey().digest();
    return result.envelopes().stream()
        .filter(addressed -> addressed.recipient().equals(recipient))
        .findFirst()
        .map(SealedResult.Addressed::envelope)
        .orElseThrow(() ->
            new RefusedException(
                "not-a-recipient",
                "the result is sealed to other keys than yours",
                "open it as a recipient of the definition, with the same --data folder"));
  }

  private static byte[] opened(SealedEnvelope envelope, Receipt receipt, UserKeys keys)
      throws RefusedException {
    return switch (keys.recipient().open(envelope, Labels.RESULT, receipt.context().encode())) {
      case Opening.Opened opened -> {
        try (SecretBytes plaintext = opened.plaintext()) {
          yield plaintext.with(byte[]::clone);
        }
      }
      case Opening.Refused refused ->
          throw altered("the envelope does not open: " + refused.reason());
    };
  }

  private static RefusedException altered(String detail) {
    return new RefusedException(
        "result-refused", detail, "fetch it again; if it stays so, keep the bundle as evidence");
  }
}
