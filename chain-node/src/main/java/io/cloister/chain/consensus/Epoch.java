// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.hedera.hapi.node.state.roster.RosterEntry;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.Authenticity;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.hiero.consensus.model.node.NodeId;

/// Who orders together, and which of them this node is. Members are numbered as in the roster.
///
/// What a member signs names the epoch, so that an event of one epoch, or of another chain, is
/// nothing in any other: a key that serves in two of them can never be made out to have forked.
///
/// @param id names the epoch: the digest of the chain it belongs to in its first epoch
/// @param roster the members with their keys and weights
/// @param self this node's number
public record Epoch(Digest id, Roster roster, int self) {
  private static final byte[] LABEL = "cloister.io/event/v1\n".getBytes(StandardCharsets.US_ASCII);

  /// Checks that this node is a member.
  public Epoch {
    if (self < 0 || self >= roster.members().size()) {
      throw new IllegalArgumentException("member " + self + " of " + roster.members().size());
    }
  }

  /// How many members there are.
  int size() {
    return roster.members().size();
  }

  /// A member's name.
  String name(int member) {
    return roster.members().get(member).name();
  }

  /// What is signed for an event.
  ///
  /// @param hash of the event
  byte[] message(byte[] hash) {
    byte[] epoch = id.bytes();
    byte[] message = new byte[LABEL.length + epoch.length + hash.length];
    System.arraycopy(LABEL, 0, message, 0, LABEL.length);
    System.arraycopy(epoch, 0, message, LABEL.length, epoch.length);
    System.arraycopy(hash, 0, message, LABEL.length + epoch.length, hash.length);
    return message;
  }

  /// Whether a member signed an event.
  Authenticity verify(int member, byte[] hash, byte[] signature) {
    return roster.members().get(member).key().verify(message(hash), signature);
  }

  /// Whether members, together, are more than two thirds of the weight.
  boolean isQuorum(Iterable<Integer> members) {
    long weight = 0;
    for (int member : members) {
      weight += roster.members().get(member).weight();
    }
    return roster.isQuorum(weight);
  }

  NodeId selfId() {
    return NodeId.of(self);
  }

  /// The roster as the library wants it.
  com.hedera.hapi.node.state.roster.Roster libraryRoster() {
    List<RosterEntry> entries =
        IntStream.range(0, size())
            .mapToObj(member ->
                RosterEntry.newBuilder()
                    .nodeId(member)
                    .weight(roster.members().get(member).weight())
                    .build())
            .toList();
    return new com.hedera.hapi.node.state.roster.Roster(entries);
  }
}
