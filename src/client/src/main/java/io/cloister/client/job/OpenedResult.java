// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import io.cloister.client.bundle.ProvenJob;
import io.cloister.protocol.job.ResultTable;

/// A result that its recipient opened, and the proof that it is the one that a quorum computed.
///
/// @param table the result
/// @param proven what the verified bundle says about it
/// @param bundle the bundle, to be kept as evidence
public record OpenedResult(ResultTable table, ProvenJob proven, byte[] bundle) {
  @Override
  public String toString() {
    return "OpenedResult[" + proven.receipt().context().jobId() + "]";
  }
}
