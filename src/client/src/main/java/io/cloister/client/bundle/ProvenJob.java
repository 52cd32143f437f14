// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.json.JsonObject;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.KeyId;
import java.util.List;

/// What a valid bundle proves.
///
/// @param receipt the receipt, every field of which the argument has confirmed
/// @param agreeing the workers that revealed the result, of distinct operators
/// @param dissenting the workers that revealed something else
public record ProvenJob(Receipt receipt, List<KeyId> agreeing, List<KeyId> dissenting) {
  /// Copies the lists.
  public ProvenJob {
    agreeing = List.copyOf(agreeing);
    dissenting = List.copyOf(dissenting);
  }

  /// The facts that people ask for first.
  public JsonObject toJson() {
    return JsonObject.empty()
        .with("jobId", receipt.context().jobId().toString())
        .with("definition", receipt.context().definition().hex())
        .with("purpose", receipt.context().purpose())
        .with("tenant", receipt.context().tenant())
        .with("worker", receipt.workerId().hex())
        .with("mode", receipt.mode())
        .with("confidenceClass", receipt.confidenceClass())
        .with("resultDigest", receipt.resultDigest().hex())
        .with("finishedAt", receipt.finishedAt())
        .with("agreeing", agreeing.stream().map(KeyId::hex).toList())
        .with("dissenting", dissenting.stream().map(KeyId::hex).toList());
  }
}
