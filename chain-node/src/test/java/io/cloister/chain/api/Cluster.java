// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.Fixture;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The packaged node several times over: the gatekeepers of one genesis, each a process.
final class Cluster implements AutoCloseable {
  private final Fixture fixture;
  private final Path folder;
  private final List<Integer> ports = new ArrayList<>();
  private final List<@Nullable NodeProcess> nodes = new ArrayList<>();

  Cluster(Fixture fixture, Path folder) throws IOException {
    this.fixture = fixture;
    this.folder = folder;
    for (int i = 0; i < fixture.gatekeepers.size(); i++) {
      Path own = Files.createDirectories(folder(i));
      Ed25519KeyPair key = fixture.gatekeepers.get(i);
      Files.write(own.resolve("genesis"), fixture.genesis.encode());
      key.with(exported -> Files.write(own.resolve("key"), exported));
      ports.add(NodeProcess.freePort());
      nodes.add(null);
    }
  }

  /// Starts some and waits until all of them order.
  void start(int... members) {
    for (int member : members) {
      begin(member);
    }
    for (int member : members) {
      node(member).awaitReady();
    }
  }

  /// Starts one that cannot be ready yet.
  void begin(int member) {
    List<String> settings =
        new ArrayList<>(List.of("-Dcloister.chain.listen=127.0.0.1:" + ports.get(member)));
    IntStream.range(0, ports.size())
        .filter(peer -> peer != member)
        .forEach(peer ->
            settings.add(
                "-Dcloister.chain.peers.gatekeeper-%d=127.0.0.1:%d"
                    .formatted(peer + 1, ports.get(peer))));
    nodes.set(member, NodeProcess.begin(folder(member), settings));
  }

  NodeProcess node(int member) {
    NodeProcess node = nodes.get(member);
    if (node == null) {
      throw new AssertionError("gatekeeper " + member + " does not run");
    }
    return node;
  }

  NodeClient client(int member) {
    return node(member).client(fixture);
  }

  /// kill -9.
  void kill(int member) {
    node(member).kill();
    nodes.set(member, null);
  }

  /// Takes away all that a gatekeeper that is down had, but its key.
  void wipe(int member) {
    try (var files = Files.walk(folder(member).resolve("data"))) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  String log(int member) {
    try {
      return Files.readString(folder(member).resolve("log"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path folder(int member) {
    return folder.resolve("gatekeeper-" + member);
  }

  @Override
  public void close() {
    for (NodeProcess node : nodes) {
      if (node != null) {
        node.kill();
      }
    }
  }
}
