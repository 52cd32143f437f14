// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// What a worker says came out of a run: the thing that replicas are compared by.
public sealed interface Outcome extends Encodable {
  /// The program gave a result.
  ///
  /// @param resultDigest keyed digest of the result (see [ResultDigest])
  record Succeeded(Digest resultDigest) implements Outcome {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(SUCCEEDED).item(resultDigest);
    }
  }

  /// The program gave none.
  ///
  /// @param code why
  record Failed(FailureCode code) implements Outcome {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(FAILED).integer(code.wireId());
    }
  }

  /// Wire number of [Succeeded].
  int SUCCEEDED = 1;

  /// Wire number of [Failed].
  int FAILED = 2;

  /// Reads what [#write] wrote.
  static Outcome read(CborReader in) throws MalformedException {
    in.array(2);
    return in.integer(SUCCEEDED, FAILED) == SUCCEEDED
        ? new Succeeded(Digest.read(in))
        : new Failed(FailureCode.of(in.integer()));
  }
}
