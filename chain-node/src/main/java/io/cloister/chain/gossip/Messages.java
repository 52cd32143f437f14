// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// Reads messages. Their sender is a gatekeeper, and may still be hostile: every length is bounded
/// before anything is kept.
final class Messages {
  private static final int MAX_BLOCKS = 1_000;
  private static final int MAX_BLOCK_BYTES = 64 << 20;
  private static final int MAX_CERTIFICATE = 64 << 10;
  private static final int MAX_NOTE = 32 << 10;
  private static final int MAX_LINE = 1 << 10;
  private static final int MAX_MEMBERS = 64;

  private Messages() {}

  static Message read(CborReader in) throws MalformedException {
    int fields = in.array();
    int kind = (int) in.integer(1, 7);
    Message message =
        switch (kind) {
          case 1 -> new Message.NewEvent(in.bytes(Message.MAX_EVENT_BYTES));
          case 2 -> new Message.SyncRequest(hashes(in), hashes(in), members(in));
          case 3 -> new Message.SyncReply(events(in), round(in), count(in));
          case 4 -> new Message.Cosigned(round(in), in.text(MAX_LINE));
          case 5 -> new Message.Certified(round(in), in.text(MAX_NOTE));
          case 6 -> new Message.BlocksRequest(round(in));
          default ->
              new Message.Blocks(
                  in.list(MAX_BLOCKS, block -> block.bytes(MAX_BLOCK_BYTES)),
                  in.bytes(MAX_CERTIFICATE));
        };
    if (fields != fieldsOf(message)) {
      throw new MalformedException("expected the fields of message " + kind);
    }
    return message;
  }

  private static int fieldsOf(Message message) {
    return switch (message) {
      case Message.NewEvent m -> 2;
      case Message.BlocksRequest m -> 2;
      case Message.Cosigned m -> 3;
      case Message.Certified m -> 3;
      case Message.Blocks m -> 3;
      case Message.SyncRequest m -> 4;
      case Message.SyncReply m -> 4;
    };
  }

  private static List<byte[]> hashes(CborReader in) throws MalformedException {
    return in.list(Message.MAX_HASHES, hash -> hash.exactBytes(Message.HASH_BYTES));
  }

  private static List<Integer> members(CborReader in) throws MalformedException {
    return in.list(MAX_MEMBERS, member -> (int) member.integer(0, MAX_MEMBERS - 1));
  }

  private static List<byte[]> events(CborReader in) throws MalformedException {
    return in.list(Message.MAX_EVENTS, event -> event.bytes(Message.MAX_EVENT_BYTES));
  }

  private static long round(CborReader in) throws MalformedException {
    return in.integer(0, Long.MAX_VALUE);
  }

  private static int count(CborReader in) throws MalformedException {
    return (int) in.integer(0, Integer.MAX_VALUE);
  }
}
