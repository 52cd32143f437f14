// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// What one gatekeeper says to another. The connection proves who says it, and nothing else: each
/// content is checked by whoever uses it.
///
/// Contents are not copied: messages are passed on, not kept.
@SuppressWarnings("ArrayRecordComponent")
public sealed interface Message extends Encodable {
  /// Largest encoding in bytes: a reply with blocks.
  int MAX_BYTES = 80 << 20;

  /// Largest event in bytes: the largest transaction, and room for parents and signature.
  int MAX_EVENT_BYTES = (1 << 20) + (1 << 16);

  /// Most events of one reply.
  int MAX_EVENTS = 4_096;

  /// Most hashes of one list: of a request's tips or of what it wants.
  int MAX_HASHES = 1_024;

  /// Size of an event's hash, SHA-384, in bytes.
  int HASH_BYTES = 48;

  /// A new event of the sender's.
  ///
  /// @param event encoded
  record NewEvent(byte[] event) implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(1).bytes(event);
    }
  }

  /// Asks for the events that the sender lacks.
  ///
  /// @param tips events of the sender's that have no children there: it has all their ancestors
  /// @param wanted events that it lacks and knows of; these come first in the answer
  /// @param shunned members whose events it takes only where it wants them by name
  record SyncRequest(List<byte[]> tips, List<byte[]> wanted, List<Integer> shunned)
      implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(4).integer(2).array(tips.size());
      tips.forEach(out::bytes);
      out.array(wanted.size());
      wanted.forEach(out::bytes);
      out.array(shunned.size());
      shunned.forEach(out::integer);
    }
  }

  /// Answers a [SyncRequest].
  ///
  /// @param events encoded, parents before children
  /// @param floor the birth round below which the sender holds no events any more
  /// @param rest how many more events the sender has for the asker
  record SyncReply(List<byte[]> events, long floor, int rest) implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(4).integer(3).array(events.size());
      events.forEach(out::bytes);
      out.integer(floor).integer(rest);
    }
  }

  /// The sender cosigned the log of headers.
  ///
  /// @param size of the log
  /// @param line the signature line of a note (C2SP tlog-cosignature), without its end
  record Cosigned(long size, String line) implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(3).integer(4).integer(size).text(line);
    }
  }

  /// The newest certificate that the sender has.
  ///
  /// @param size of the log that it certifies
  /// @param note the cosigned checkpoint
  record Certified(long size, String note) implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(3).integer(5).integer(size).text(note);
    }
  }

  /// Asks for certified blocks.
  ///
  /// @param from the height of the first
  record BlocksRequest(long from) implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(2).integer(6).integer(from);
    }
  }

  /// Answers a [BlocksRequest].
  ///
  /// @param blocks as they lie on the sender's disk, one after another
  /// @param certificate of the last one's header, encoded; empty if there is no block
  record Blocks(List<byte[]> blocks, byte[] certificate) implements Message {
    @Override
    public void write(CborWriter out) {
      out.array(3).integer(7).array(blocks.size());
      blocks.forEach(out::bytes);
      out.bytes(certificate);
    }
  }

  /// Decodes a whole encoding.
  static Message decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, Messages::read);
  }
}
