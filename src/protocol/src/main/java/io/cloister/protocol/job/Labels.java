// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

/// What a sealed message or derived key is for (the `info` of RFC 9180 and RFC 5869), so that one
/// can never be taken for another.
public final class Labels {
  /// A data key, sealed to an enclave.
  public static final String KEY_GRANT = "cloister/key-grant/v1";

  /// A job's parameters, sealed to a worker.
  public static final String PARAMETERS = "cloister/parameters/v1";

  /// A work order, sealed to a worker.
  public static final String REQUEST = "cloister/job-request/v1";

  /// A result document, sealed to a recipient.
  public static final String RESULT = "cloister/result/v1";

  /// The key of a job's result digest.
  public static final String RESULT_DIGEST = "cloister/result-digest/v1";

  /// A job's commitment on the chain.
  public static final String COMMITMENT = "cloister/job-commitment/v1";

  private Labels() {}
}
