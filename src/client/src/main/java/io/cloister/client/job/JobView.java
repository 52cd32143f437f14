// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.ProblemException;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import java.util.Optional;

/// A job as the gateway shows it: its word, not proof.
///
/// @param id the job
/// @param state where it stands
/// @param json everything that was shown
public record JobView(JobId id, JobState state, JsonObject json) {
  private static final int UNPROCESSABLE = 422;

  static JobView of(JsonObject json) throws JsonException {
    try {
      JobState state =
          JobState.named(json.text("state"))
              .orElseThrow(() -> new JsonException("expected a job's state"));
      return new JobView(JobId.parse(json.text("id")), state, json);
    } catch (MalformedException e) {
      throw new JsonException("expected a job's id", e);
    }
  }

  /// Why there is no result, if the job ended without one.
  public Optional<ProblemException> problem() {
    try {
      return json.optionalObject("problem").map(p -> ProblemException.of(UNPROCESSABLE, p));
    } catch (JsonException e) {
      return Optional.empty();
    }
  }
}
