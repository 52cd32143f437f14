// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// The chain's own times and bounds.
///
/// @param revealSeconds how long workers have to reveal once reveals are open
/// @param maxRounds how often a job may be assigned before it fails
/// @param registrationSeconds how long a registration lasts at most
/// @param nonceWindowBlocks how many blocks back the nonce of fresh evidence may lie
/// @param heartbeatSeconds how long a challenged worker has to show that it lives
public record ChainParameters(
    int revealSeconds,
    int maxRounds,
    int registrationSeconds,
    int nonceWindowBlocks,
    int heartbeatSeconds)
    implements Encodable {
  @Override
  public void write(CborWriter out) {
    out.map(5)
        .key(1)
        .integer(revealSeconds)
        .key(2)
        .integer(maxRounds)
        .key(3)
        .integer(registrationSeconds)
        .key(4)
        .integer(nonceWindowBlocks)
        .key(5)
        .integer(heartbeatSeconds);
  }

  /// Reads what [#write] wrote.
  public static ChainParameters read(CborReader in) throws MalformedException {
    in.map(5);
    return new ChainParameters(
        (int) in.key(1).integer(1, 3600),
        (int) in.key(2).integer(1, 16),
        (int) in.key(3).integer(1, 31536000),
        (int) in.key(4).integer(1, 1000000),
        (int) in.key(5).integer(1, 86400));
  }
}
