// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import java.util.Set;

/// The connections to the other gatekeepers. Members are numbered as in the roster.
///
/// Sending never waits: what a slow peer has no room for is dropped, and whoever needs it asks for
/// it. Nothing that is sent is ever the only copy.
public interface Mesh extends AutoCloseable {
  /// Hears of peers. Called from the connections' own threads, several at once.
  interface Listener {
    /// A peer is there; called before its first message.
    void connected(int peer);

    /// A peer is gone.
    void disconnected(int peer);

    /// A peer said something. Waiting here makes that peer wait.
    void received(int peer, Message message);
  }

  /// Connects to everyone and stays connected until [#close()].
  void start(Listener listener);

  /// Sends to one peer, if it is there.
  void send(int peer, Message message);

  /// Sends to every peer that is there.
  void broadcast(Message message);

  /// Who is there.
  Set<Integer> peers();

  @Override
  void close();

  /// Nobody: for a roster of one.
  static Mesh ofNobody() {
    return new Mesh() {
      @Override
      public void start(Listener listener) {}

      @Override
      public void send(int peer, Message message) {}

      @Override
      public void broadcast(Message message) {}

      @Override
      public Set<Integer> peers() {
        return Set.of();
      }

      @Override
      public void close() {}
    };
  }
}
