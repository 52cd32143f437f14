// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.merkle.MerkleHash;

/// The head of a block. The chain is a transparency log whose leaf i is the header at height i.
///
/// @param chainId digest of the genesis
/// @param height 0 for the genesis block
/// @param round the consensus round that made it
/// @param consensusTime milliseconds since 1970, agreed by the validators
/// @param previous hash of the header before; zeros at height 0
/// @param entryRoot RFC 9162 root over the encoded entries
/// @param entries how many entries the block has: the root alone does not bind it
/// @param stateRoot root of the state after this block
/// @param auditRoot root over the audit anchors; zeros while there are none
/// @param roster digest of the roster that certifies this header
/// @param nextRoster digest of the roster that certifies the next one
/// @param snapshot digest of the engine's snapshot; zeros if none
/// @param engine name and version of the ordering engine
/// @param stateMachine version of the state machine
public record Header(
    Digest chainId,
    long height,
    long round,
    long consensusTime,
    Digest previous,
    Digest entryRoot,
    int entries,
    Digest stateRoot,
    Digest auditRoot,
    Digest roster,
    Digest nextRoster,
    Digest snapshot,
    String engine,
    int stateMachine)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 1024;

  @Override
  public void write(CborWriter out) {
    out.map(14)
        .key(1)
        .item(chainId)
        .key(2)
        .integer(height)
        .key(3)
        .integer(round)
        .key(4)
        .integer(consensusTime)
        .key(5)
        .item(previous)
        .key(6)
        .item(entryRoot)
        .key(7)
        .integer(entries)
        .key(8)
        .item(stateRoot)
        .key(9)
        .item(auditRoot)
        .key(10)
        .item(roster)
        .key(11)
        .item(nextRoster)
        .key(12)
        .item(snapshot)
        .key(13)
        .text(engine)
        .key(14)
        .integer(stateMachine);
  }

  /// Reads what [#write] wrote.
  public static Header read(CborReader in) throws MalformedException {
    in.map(14);
    return new Header(
        Digest.read(in.key(1)),
        in.key(2).integer(0, Long.MAX_VALUE),
        in.key(3).integer(0, Long.MAX_VALUE),
        in.key(4).integer(0, Long.MAX_VALUE),
        Digest.read(in.key(5)),
        Digest.read(in.key(6)),
        (int) in.key(7).integer(0, Block.MAX_ENTRIES),
        Digest.read(in.key(8)),
        Digest.read(in.key(9)),
        Digest.read(in.key(10)),
        Digest.read(in.key(11)),
        Digest.read(in.key(12)),
        in.key(13).text(Operation.MAX_TEXT),
        (int) in.key(14).integer(1, 1000000));
  }

  /// Decodes a whole encoding.
  public static Header decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Header::read);
  }

  /// The hash that the next header names and the log of headers holds (RFC 9162, section 2.1.1).
  public Digest hash() {
    return MerkleHash.leafHash(encode());
  }
}
