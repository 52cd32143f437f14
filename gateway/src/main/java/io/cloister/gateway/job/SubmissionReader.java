// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cloister.gateway.chain.ChainTrust;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Caller;
import io.cloister.protocol.envelope.SealedEnvelope;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads submissions, and takes the fingerprint that tells a repeated one from another.
@ApplicationScoped
class SubmissionReader {
  private static final int REQUEST_ID_BYTES = 16;
  private static final int MAX_KEY = 255;

  /// Workers on a chain; each envelope costs some kilobytes.
  private static final int MAX_SEALED = 1_024;

  private final ChainTrust trust;
  private final ObjectMapper json;

  SubmissionReader(ChainTrust trust, ObjectMapper json) {
    this.trust = trust;
    this.json = json;
  }

  Submission read(Caller caller, @Nullable String key, @Nullable JobRequest body) {
    JobRequest request = Wire.required("body", body);
    byte[] requestId = Wire.bytes("requestId", request.requestId());
    if (requestId.length != REQUEST_ID_BYTES) {
      throw ProblemException.of(ProblemCode.VALIDATION_FAILED, "A request id has 16 bytes.")
          .at("requestId");
    }
    return new Submission(
        caller.tenant(),
        caller.subject(),
        caller.roles(),
        new Submission.Key(requireKey(key), fingerprint(request)),
        Wire.digest("definition", request.definition()),
        Wire.required("purpose", request.purpose()),
        requestId,
        parameters(request));
  }

  private static String requireKey(@Nullable String key) {
    if (key == null || key.isBlank() || key.length() > MAX_KEY) {
      throw ProblemException.of(
              ProblemCode.IDEMPOTENCY_KEY_MISSING, "A key has from 1 to 255 characters.")
          .at("Idempotency-Key")
          .mend("Make up a random key for each new request, and repeat it when you repeat that.");
    }
    return key;
  }

  private static Submission.Parameters parameters(JobRequest request) {
    List<JobRequest.SealedTo> sealed = request.sealedParameters();
    Map<String, String> plain = request.parameters();
    if (sealed == null) {
      return new Submission.Parameters.Plain(plain == null ? Map.of() : Map.copyOf(plain));
    }
    if (plain != null) {
      throw ProblemException.of(
              ProblemCode.PARAMETERS_AMBIGUOUS, "Send sealedParameters or parameters, not both.")
          .at("parameters");
    }
    if (sealed.size() > MAX_SEALED) {
      throw ProblemException.of(
              ProblemCode.VALIDATION_FAILED, "One request takes " + MAX_SEALED + " envelopes.")
          .at("sealedParameters");
    }
    Map<String, SealedEnvelope> byWorker = new HashMap<>();
    for (JobRequest.SealedTo each : sealed) {
      byWorker.put(
          Wire.digest("sealedParameters.workerId", each.workerId()).hex(),
          Wire.record("sealedParameters.envelope", each.envelope(), SealedEnvelope::decode));
    }
    return new Submission.Parameters.Sealed(Map.copyOf(byWorker));
  }

  /// Over a form of the request in which equal requests look the same.
  private byte[] fingerprint(JobRequest request) {
    Map<String, String> plain = request.parameters();
    JobRequest sorted =
        new JobRequest(
            request.definition(),
            request.purpose(),
            request.requestId(),
            request.sealedParameters(),
            plain == null ? null : new TreeMap<>(plain));
    try {
      return trust.fingerprint(json.writeValueAsBytes(sorted));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a request that was read cannot be written", e);
    }
  }
}
