// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.tenant.Tenant;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.RequestContext;
import java.util.Map;
import java.util.Set;

/// A request for a job, read and checked for form. It holds parameters in plain text if the caller
/// did not seal them, so it lives in memory only and prints nothing of them.
record Submission(
    Tenant tenant,
    String subject,
    Set<String> roles,
    Key key,
    Digest definition,
    String purpose,
    byte[] requestId,
    Parameters parameters) {

  /// What tells a repeated request from a new one.
  ///
  /// @param value the Idempotency-Key header
  /// @param fingerprint keyed hash of the body
  record Key(String value, byte[] fingerprint) {}

  /// How the job's parameters came.
  sealed interface Parameters {
    /// Sealed by the client to each worker that may run the job.
    record Sealed(Map<String, SealedEnvelope> byWorker) implements Parameters {}

    /// In plain text: the gateway seals them at once and keeps only envelopes.
    record Plain(Map<String, String> values) implements Parameters {
      @Override
      public String toString() {
        return "Plain[redacted]";
      }
    }
  }

  /// What the sealed parameters are bound to.
  RequestContext context() {
    return new RequestContext(requestId, definition, purpose, tenant.alias());
  }

  @Override
  public String toString() {
    return "Submission[" + definition + " by " + tenant + "]";
  }
}
