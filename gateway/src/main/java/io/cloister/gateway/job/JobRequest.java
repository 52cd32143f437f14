// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The body of a submission: either sealed parameters or plain ones, or neither where the
/// definition declares none. It prints nothing of them.
///
/// @param definition the definition's digest, in hex
/// @param purpose what the definition permits
/// @param requestId 16 random bytes, base64url
record JobRequest(
    @Nullable String definition,
    @Nullable String purpose,
    @Nullable String requestId,
    @Nullable List<SealedTo> sealedParameters,
    @Nullable Map<String, String> parameters) {

  /// Parameters for one worker.
  ///
  /// @param envelope encoded sealed envelope, base64url
  record SealedTo(@Nullable String workerId, @Nullable String envelope) {}

  @Override
  public String toString() {
    return "JobRequest[" + definition + "]";
  }
}
