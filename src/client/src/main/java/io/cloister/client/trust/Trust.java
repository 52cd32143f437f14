// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.trust;

import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.protocol.encoding.Digest;

/// What somebody believes before they verify anything, obtained from elsewhere than the gateway.
///
/// @param chainId digest of the genesis, which names the gatekeepers, operators and gateways
/// @param simulated whether simulated evidence convinces them; in production never
/// @param note where the digest came from, for people
public record Trust(Digest chainId, Simulated simulated, String note) {
  /// What simulated evidence is worth.
  public enum Simulated {
    /// For development: it is verified like the real thing, and marked in every answer.
    ALLOWED,
    /// It proves nothing.
    REFUSED
  }

  /// Reads the form that [#toJson] writes. Whatever is not said is refused.
  ///
  /// @throws JsonException if the digest is missing or malformed
  public static Trust of(JsonObject json) throws JsonException {
    return new Trust(
        json.digest("chainId"),
        json.isTrue("simulatedAllowed") ? Simulated.ALLOWED : Simulated.REFUSED,
        json.optionalText("note").orElse(""));
  }

  /// This trust as a JSON object.
  public JsonObject toJson() {
    return JsonObject.empty()
        .with("chainId", chainId.hex())
        .with("simulatedAllowed", simulated == Simulated.ALLOWED)
        .with("note", note);
  }
}
