// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import io.cloister.protocol.encoding.MalformedException;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.net.ssl.SSLSocket;

/// One connection to one peer: a thread that reads, and one that writes what waits in a bounded
/// queue. Each message is its length, four bytes, and its encoding.
final class Link {
  private static final int BUFFER_BYTES = 64 << 10;

  /// Messages that wait to be written.
  private static final int MAX_WAITING = 4_096;

  /// The same in bytes: about one answer with blocks and many with events.
  private static final int MAX_WAITING_BYTES = 96 << 20;

  private static final long POLL_SECONDS = 1;

  private final SSLSocket socket;
  private final LinkedBlockingQueue<byte[]> waiting = new LinkedBlockingQueue<>(MAX_WAITING);
  private final AtomicInteger waitingBytes = new AtomicInteger();
  private volatile boolean closed;

  Link(SSLSocket socket) {
    this.socket = socket;
  }

  /// Queues a message; drops it if there is no room.
  void send(byte[] message) {
    if (waitingBytes.addAndGet(message.length) > MAX_WAITING_BYTES || !waiting.offer(message)) {
      waitingBytes.addAndGet(-message.length);
    }
  }

  /// Writes until the link is closed.
  void write() throws IOException, InterruptedException {
    DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(socket.getOutputStream(), BUFFER_BYTES));
    while (!closed) {
      byte[] message = waiting.poll(POLL_SECONDS, TimeUnit.SECONDS);
      while (message != null) {
        waitingBytes.addAndGet(-message.length);
        out.writeInt(message.length);
        out.write(message);
        message = waiting.poll();
      }
      out.flush();
    }
  }

  /// Reads until the link is closed.
  ///
  /// @throws MalformedException if the peer sends something else than messages
  void read(Consumer<Message> messages) throws IOException, MalformedException {
    DataInputStream in =
        new DataInputStream(new BufferedInputStream(socket.getInputStream(), BUFFER_BYTES));
    while (!closed) {
      int length = in.readInt();
      if (length < 1 || length > Message.MAX_BYTES) {
        throw new MalformedException("expected a message, not " + length + " bytes");
      }
      byte[] bytes = in.readNBytes(length); // grows as bytes come in
      if (bytes.length < length) {
        throw new IOException("the connection ended within a message");
      }
      messages.accept(Message.decode(bytes));
    }
  }

  @SuppressWarnings("EmptyCatch") // it is being given up anyway
  void close() {
    closed = true;
    try {
      socket.close();
    } catch (IOException ignored) {
      // nobody is left to tell
    }
  }
}
