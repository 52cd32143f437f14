// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.merkle.MerkleHash;
import java.util.ArrayList;
import java.util.List;

/// Follows a chain block by block and misses nothing: every block's entries hash to the header's
/// root, every header names the one before, and the last one is certified.
///
/// Trusts a [LightClient] and whoever keeps its [Cursor]; whoever hands over the blocks may be
/// hostile. Not safe for use by several threads.
public final class ChainFollower {
  /// The last block that was accepted: all that has to be kept over a restart.
  ///
  /// @param height its height; -1 before the genesis block
  /// @param hash its header's hash; zeros before the genesis block
  public record Cursor(long height, Digest hash) {
    /// Before the genesis block.
    public static final Cursor START = new Cursor(-1, new Digest(new byte[Digest.SIZE]));
  }

  /// A block that has been checked.
  ///
  /// @param header its header
  /// @param entries its entries, in order
  public record Followed(Header header, List<BlockEntry> entries) {
    /// Copies the list.
    public Followed {
      entries = List.copyOf(entries);
    }
  }

  private final LightClient client;
  private Cursor cursor;

  /// @param client checks certificates
  /// @param cursor where to go on
  public ChainFollower(LightClient client, Cursor cursor) {
    this.client = client;
    this.cursor = cursor;
  }

  /// The last block that was accepted.
  public Cursor cursor() {
    return cursor;
  }

  /// Checks the next blocks and moves on to the last of them.
  ///
  /// @return the blocks, in order
  /// @throws MalformedException if any of them is not what a certified chain holds next; then
  ///   nothing is accepted
  public List<Followed> accept(BlockRange range) throws MalformedException {
    List<Followed> followed = new ArrayList<>(range.blocks().size());
    Cursor next = cursor;
    for (Block block : range.blocks()) {
      Followed one = after(next, block);
      followed.add(one);
      next = new Cursor(one.header().height(), one.header().hash());
    }
    Certificate certificate = range.certificate();
    if (certificate != null) {
      byte[] last = range.blocks().getLast().header();
      if (client.verify(last, certificate) instanceof Finality.Refused<Header>(var reason)) {
        throw new MalformedException("block " + next.height() + ": " + reason);
      }
    }
    cursor = next;
    return List.copyOf(followed);
  }

  private Followed after(Cursor before, Block block) throws MalformedException {
    Header header = Header.decode(block.header());
    if (!header.chainId().equals(client.chainId())
        || header.height() != before.height() + 1
        || !header.previous().equals(before.hash())) {
      throw new MalformedException("expected the block after height " + before.height());
    }
    List<Digest> leaves = new ArrayList<>(block.entries().size());
    List<BlockEntry> entries = new ArrayList<>(block.entries().size());
    for (byte[] entry : block.entries()) {
      leaves.add(MerkleHash.leafHash(entry));
      entries.add(BlockEntry.decode(entry));
    }
    if (entries.size() != header.entries() || !MerkleHash.root(leaves).equals(header.entryRoot())) {
      throw new MalformedException("expected the entries of block " + header.height());
    }
    return new Followed(header, entries);
  }
}
