// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.worker;

import io.cloister.protocol.chain.WorkerEvent;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.KeyId;
import java.util.List;

/// An open challenge.
///
/// @param openedAt the height whose header, or a later one, an answer must name
/// @param answerBy milliseconds since 1970
/// @param waiting who has not answered yet
record Challenge(long openedAt, long answerBy, List<KeyId> waiting) implements Encodable {
  Challenge {
    waiting = List.copyOf(waiting);
  }

  Challenge without(KeyId worker) {
    return new Challenge(
        openedAt, answerBy, waiting.stream().filter(each -> !each.equals(worker)).toList());
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).integer(openedAt).key(2).integer(answerBy).key(3).items(waiting);
  }

  static Challenge read(CborReader in) throws MalformedException {
    in.map(3);
    return new Challenge(
        in.key(1).integer(0, Long.MAX_VALUE),
        in.key(2).integer(0, Long.MAX_VALUE),
        in.key(3).list(WorkerEvent.MAX_CHALLENGED, KeyId::read));
  }
}
