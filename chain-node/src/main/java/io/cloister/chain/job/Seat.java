// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.chain.worker.Worker;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import org.jspecify.annotations.Nullable;

/// One worker's place in a round of a job: assigned, then committed, then revealed.
///
/// @param worker who sits there
/// @param registration the transaction of its registration when it was assigned
/// @param commitment to what it will reveal, once it has committed
/// @param outcome what it revealed, once it has
record Seat(
    KeyId worker, Digest registration, @Nullable Digest commitment, @Nullable Outcome outcome)
    implements Encodable {
  static Seat of(Worker worker) {
    return new Seat(worker.id(), worker.transaction(), null, null);
  }

  Seat committed(Digest to) {
    return new Seat(worker, registration, to, null);
  }

  Seat revealed(Outcome shown) {
    return new Seat(worker, registration, commitment, shown);
  }

  @Override
  public void write(CborWriter out) {
    out.map(4).key(1).item(worker).key(2).item(registration);
    out.key(3).optional(commitment).key(4).optional(outcome);
  }

  static Seat read(CborReader in) throws MalformedException {
    in.map(4);
    return new Seat(
        KeyId.read(in.key(1)),
        Digest.read(in.key(2)),
        in.key(3).optional(Digest::read),
        in.key(4).optional(Outcome::read));
  }
}
