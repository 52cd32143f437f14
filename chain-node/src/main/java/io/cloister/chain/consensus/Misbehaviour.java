// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// Two signed events of one creator where an honest one makes one.
///
/// @param member who forked
/// @param first one event as it was received
/// @param second another with the same parent
@SuppressWarnings("ArrayRecordComponent")
public record Misbehaviour(String member, byte[] first, byte[] second) {
  /// Copies what is given.
  public Misbehaviour {
    first = first.clone();
    second = second.clone();
  }
}
