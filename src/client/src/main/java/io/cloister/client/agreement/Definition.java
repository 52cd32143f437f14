// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.agreement;

import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobDefinition;

/// A definition that the gateway handed over and that is the one asked for: its digest is its name.
///
/// @param id the digest
/// @param content the definition
/// @param view what the gateway says about its state; not proven
public record Definition(Digest id, JobDefinition content, JsonObject view) {
  /// Fetches a definition by its name.
  ///
  /// @throws RefusedException if the gateway answers with another one
  public static Definition fetch(Gateway gateway, Digest id) throws ClientException {
    Answer answer = gateway.call(Call.get("/v1/definitions/" + id.hex()));
    return of(id, gateway.read(answer, Answer::object), gateway.read(answer, Definition::bytes));
  }

  private static byte[] bytes(Answer answer) throws JsonException {
    return answer.object().bytes("definition");
  }

  private static Definition of(Digest id, JsonObject view, byte[] bytes) throws RefusedException {
    try {
      JobDefinition content = JobDefinition.decode(bytes);
      if (content.digest().equals(id)) {
        return new Definition(id, content, view);
      }
    } catch (MalformedException e) {
      // Not the one asked for, whatever it is.
    }
    throw new RefusedException(
        "other-definition",
        "the gateway answered with another definition than " + id,
        "do not sign anything; ask the gateway's operator");
  }
}
