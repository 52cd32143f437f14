// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// One TLS connection between each two gatekeepers; of two, the one with the higher number calls. A
/// connection that ends is called again, for as long as the node runs.
public final class TlsMesh implements Mesh {
  private static final System.Logger LOG = System.getLogger(TlsMesh.class.getName());

  private static final int CONNECT_MILLIS = 3_000;
  private static final int HANDSHAKE_MILLIS = 5_000;

  /// Everybody says something every second; one that is silent for so long is gone.
  private static final int SILENCE_MILLIS = 6_000;

  private static final long FIRST_PAUSE_MILLIS = 50;
  private static final long LONGEST_PAUSE_MILLIS = 1_000;

  /// Handshakes at once; strangers cost no more than that.
  private static final int MAX_HANDSHAKES = 32;

  private final Digest chain;
  private final int self;
  private final InetSocketAddress bind;
  private final Map<Integer, InetSocketAddress> addresses;
  private final PeerTls tls;
  private final Semaphore handshakes = new Semaphore(MAX_HANDSHAKES);
  private final Map<Integer, Link> links = new ConcurrentHashMap<>();
  private @Nullable ServerSocket server;
  private volatile boolean closed;

  /// Where everybody is.
  ///
  /// @param self this gatekeeper's number
  /// @param bind where it listens
  /// @param peers where the others listen
  public record Places(int self, InetSocketAddress bind, Map<Integer, InetSocketAddress> peers) {
    /// Copies the map.
    public Places {
      peers = Map.copyOf(peers);
    }
  }

  /// @param chain both ends must mean the same one
  /// @param roster whose keys count
  /// @param key this gatekeeper's; stays the caller's to close
  public TlsMesh(Digest chain, Roster roster, Ed25519KeyPair key, Places places) {
    this.chain = chain;
    this.self = places.self();
    this.bind = places.bind();
    this.addresses = places.peers();
    this.tls = new PeerTls(roster, key);
  }

  @Override
  public void start(Listener hears) {
    ServerSocket listening = listening();
    server = listening;
    Thread.ofVirtual().name("gossip-accept").start(() -> accept(listening, hears));
    addresses.forEach((peer, address) -> {
      if (peer < self) {
        Thread.ofVirtual().name("gossip-call-" + peer).start(() -> call(peer, address, hears));
      }
    });
  }

  @Override
  public void send(int peer, Message message) {
    Link link = links.get(peer);
    if (link != null) {
      link.send(message.encode());
    }
  }

  @Override
  public void broadcast(Message message) {
    byte[] encoded = message.encode();
    links.values().forEach(link -> link.send(encoded));
  }

  @Override
  public Set<Integer> peers() {
    return Set.copyOf(links.keySet());
  }

  @Override
  @SuppressWarnings("EmptyCatch") // it is being given up anyway
  public void close() {
    closed = true;
    links.values().forEach(Link::close);
    try {
      if (server != null) {
        server.close();
      }
    } catch (IOException ignored) {
      // nobody is left to tell
    }
  }

  private ServerSocket listening() {
    try {
      ServerSocket socket = new ServerSocket();
      socket.setReuseAddress(true);
      socket.bind(bind);
      return socket;
    } catch (IOException e) {
      throw new IllegalStateException("cannot listen for gatekeepers at " + bind, e);
    }
  }

  private void accept(ServerSocket from, Listener hears) {
    while (!closed) {
      try {
        Socket socket = from.accept();
        if (handshakes.tryAcquire()) {
          Thread.ofVirtual().name("gossip-answer").start(() -> answer(socket, hears));
        } else {
          socket.close();
        }
      } catch (IOException e) {
        if (!closed) {
          LOG.log(System.Logger.Level.WARNING, "cannot accept a gatekeeper", e);
        }
      }
    }
  }

  private void answer(Socket socket, Listener hears) {
    boolean shaking = true;
    try (socket) {
      SSLSocket secured = secured(socket, PeerTls.Side.ANSWERS);
      handshakes.release();
      shaking = false;
      OptionalInt peer = tls.peer(secured);
      if (peer.isPresent() && peer.getAsInt() != self) {
        serve(peer.getAsInt(), secured, hears);
      }
    } catch (IOException | MalformedException e) {
      LOG.log(System.Logger.Level.DEBUG, "a connection ended: {0}", e.getMessage());
    } finally {
      if (shaking) {
        handshakes.release();
      }
    }
  }

  private void call(int peer, InetSocketAddress address, Listener hears) {
    long pause = FIRST_PAUSE_MILLIS;
    while (!closed) {
      try (Socket socket = new Socket()) {
        // Resolved anew: a peer may come back elsewhere under the same name.
        socket.connect(
            new InetSocketAddress(address.getHostString(), address.getPort()), CONNECT_MILLIS);
        SSLSocket secured = secured(socket, PeerTls.Side.CALLS);
        if (tls.peer(secured).orElse(self) == peer) {
          pause = FIRST_PAUSE_MILLIS;
          serve(peer, secured, hears);
        }
      } catch (IOException | MalformedException e) {
        LOG.log(System.Logger.Level.DEBUG, "gatekeeper not reached: {0}", e.getMessage());
      }
      try {
        TimeUnit.MILLISECONDS.sleep(pause);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return;
      }
      pause = Math.min(2 * pause, LONGEST_PAUSE_MILLIS);
    }
  }

  private SSLSocket secured(Socket socket, PeerTls.Side side)
      throws IOException, MalformedException {
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(HANDSHAKE_MILLIS);
    SSLSocket secured = tls.over(socket, side);
    secured.getOutputStream().write(chain.bytes());
    secured.getOutputStream().flush();
    if (!Arrays.equals(chain.bytes(), secured.getInputStream().readNBytes(Digest.SIZE))) {
      throw new MalformedException("expected a gatekeeper of this chain");
    }
    secured.setSoTimeout(SILENCE_MILLIS);
    return secured;
  }

  private void serve(int peer, SSLSocket socket, Listener hears)
      throws IOException, MalformedException {
    Link link = new Link(socket);
    Link before = links.put(peer, link);
    if (before != null) {
      before.close();
    }
    Thread writer = Thread.ofVirtual().name("gossip-write-" + peer).start(() -> write(link));
    try {
      hears.connected(peer);
      link.read(message -> hears.received(peer, message));
    } finally {
      link.close();
      writer.interrupt();
      if (links.remove(peer, link)) {
        hears.disconnected(peer);
      }
    }
  }

  private static void write(Link link) {
    try {
      link.write();
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "a connection ended: {0}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      link.close();
    }
  }
}
