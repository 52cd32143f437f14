// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import org.jspecify.annotations.Nullable;

/// One worker's place in a round of a job: assigned, then committed, then revealed.
///
/// @param worker who sits there
/// @param commitment to what it will reveal, once it has committed
/// @param outcome what it revealed, once it has
record Seat(KeyId worker, @Nullable Digest commitment, @Nullable Outcome outcome)
    implements Encodable {
  static Seat of(KeyId worker) {
    return new Seat(worker, null, null);
  }

  Seat committed(Digest to) {
    return new Seat(worker, to, null);
  }

  Seat revealed(Outcome shown) {
    return new Seat(worker, commitment, shown);
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(worker).key(2).optional(commitment).key(3).optional(outcome);
  }
}
