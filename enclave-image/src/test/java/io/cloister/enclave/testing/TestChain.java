// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloister.protocol.chain.Block;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.chain.WorkerOperation;
import io.cloister.protocol.checkpoint.Checkpoint;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.merkle.MerkleHash;
import io.cloister.protocol.merkle.MerkleTree;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A chain of one gatekeeper with real headers and certificates, that grants what it is asked.
public final class TestChain implements AutoCloseable {
  private static final Pattern FROM = Pattern.compile("from=(\\d+)");

  public final SecureRandom random = new SecureRandom();
  public final SigningKeyPair operator = SigningKeyPair.generate(random);
  public final SigningKeyPair gateway = SigningKeyPair.generate(random);
  public final SigningKeyPair platform = SigningKeyPair.generate(random);
  public final List<Operation> operations = new ArrayList<>();
  public final Genesis genesis;

  /// How long a registration holds.
  public volatile Duration registeredFor = Duration.ofHours(1);

  private final Ed25519KeyPair gatekeeper = Ed25519KeyPair.generate(random);
  private final List<Block> blocks = new ArrayList<>();
  private final MerkleTree log = new MerkleTree();
  private final Set<Digest> seen = new HashSet<>();
  private final HttpServer server;
  private Digest previous = new Digest(new byte[Digest.SIZE]);
  private Digest registration = new Digest(new byte[Digest.SIZE]);
  private int refusals;

  public TestChain() throws IOException {
    genesis =
        new Genesis(
            "test",
            1_700_000_000_000L,
            new Roster(List.of(new Roster.Member("one", gatekeeper.publicKey(), 1))),
            List.of(new Party("operator-1", operator.publicKey())),
            List.of(new Party("gateway", gateway.publicKey())),
            new byte[] {'{', '}'},
            List.of(Deal.permitAll().digest()),
            platform.publicKey(),
            new ChainParameters(30, 3, 3600, 100, 60));
    append(List.of());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/v1/head", exchange -> answer(exchange, head()));
    server.createContext("/v1/blocks", this::blocks);
    server.createContext("/v1/transactions", this::take);
    server.start();
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /// Answers so many requests with 503 from now on.
  public synchronized void refuse(int requests) {
    refusals = requests;
  }

  /// A gateway's job becomes final, and is assigned to its candidates.
  public synchronized void authorize(Operation.AuthorizeJob job, int round, long commitBy) {
    byte[] body = new TransactionBody(genesis.digest(), job).encode();
    byte[] transaction = SignedStatement.sign(ContentTypes.TRANSACTION, body, gateway).encode();
    append(
        List.of(
            new BlockEntry(
                "one",
                transaction,
                new Effect.Accepted(
                    List.of(
                        new ChainEvent.JobAssigned(
                            job.jobId(),
                            round,
                            job.candidates(),
                            job.candidates().stream().map(_ -> registration).toList(),
                            commitBy))))));
  }

  /// Appends a block that carries an event and no transaction.
  public synchronized void announce(ChainEvent event) {
    append(List.of(new BlockEntry("one", new byte[0], new Effect.Accepted(List.of(event)))));
  }

  public synchronized List<Operation> operations() {
    return List.copyOf(operations);
  }

  private synchronized void append(List<BlockEntry> entries) {
    List<byte[]> encoded = entries.stream().map(BlockEntry::encode).toList();
    Digest root = MerkleHash.root(encoded.stream().map(MerkleHash::leafHash).toList());
    Digest none = new Digest(new byte[Digest.SIZE]);
    Digest roster = genesis.gatekeepers().digest();
    Header header =
        new Header(
            genesis.digest(),
            blocks.size(),
            blocks.size(),
            1_700_000_000_000L + blocks.size(),
            previous,
            root,
            encoded.size(),
            none,
            none,
            roster,
            roster,
            none,
            "test",
            1);
    previous = header.hash();
    log.append(header.hash());
    blocks.add(new Block(header.encode(), encoded));
    notifyAll();
  }

  private Certificate certificate(long height) {
    String origin = LightClient.origin(genesis.digest());
    Checkpoint checkpoint = new Checkpoint(origin, log.size(), log.root());
    NoteSigner signer = new NoteSigner("one", gatekeeper);
    String note = checkpoint.toNote().with(signer.cosign(checkpoint, Instant.EPOCH)).format();
    return new Certificate(note, log.inclusion(height, log.size()));
  }

  private synchronized byte[] head() {
    Block last = blocks.getLast();
    return new HeadProof(last.header(), certificate(blocks.size() - 1L)).encode();
  }

  private void blocks(HttpExchange exchange) throws IOException {
    Matcher from = FROM.matcher(exchange.getRequestURI().getQuery());
    answer(exchange, from.find() ? range(Integer.parseInt(from.group(1))) : new byte[0]);
  }

  private synchronized byte[] range(int from) throws IOException {
    try {
      for (int turn = 0; turn < 5 && blocks.size() <= from; turn++) {
        wait(100);
      }
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
    if (blocks.size() <= from) {
      return new BlockRange(List.of(), null).encode();
    }
    return new BlockRange(
            List.copyOf(blocks.subList(from, blocks.size())), certificate(blocks.size() - 1L))
        .encode();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] transaction = exchange.getRequestBody().readAllBytes();
    synchronized (this) {
      if (refusals == 0 && seen.add(Digest.of(transaction))) {
        execute(transaction);
      }
    }
    answer(exchange, new byte[0]);
  }

  private void execute(byte[] transaction) throws IOException {
    try {
      byte[] body = SignedStatement.decode(transaction).unverifiedPayload();
      Operation operation = TransactionBody.decode(body).operation();
      operations.add(operation);
      append(
          List.of(new BlockEntry("one", transaction, effect(operation, Digest.of(transaction)))));
    } catch (MalformedException e) {
      throw new IOException(e);
    }
  }

  private Effect effect(Operation operation, Digest transaction) {
    return switch (operation) {
      case Operation.RegisterWorker worker -> {
        registration = transaction;
        yield new Effect.Accepted(
            List.of(
                new ChainEvent.WorkerRegistered(
                    worker.signingKey().keyId(),
                    new byte[48],
                    "simulated",
                    5,
                    Digest.of(worker.evidence()),
                    Digest.of(genesis.appraisalPolicy()),
                    1_700_000_000_000L + blocks.size() + registeredFor.toMillis())));
      }
      case WorkerOperation.Heartbeat heartbeat -> new Effect.Accepted(List.of());
      case Operation.CommitResult commit ->
          new Effect.Accepted(
              List.of(
                  new ChainEvent.RevealOpened(
                      commit.jobId(),
                      commit.round(),
                      List.of(registered().signingKey().keyId()),
                      Long.MAX_VALUE / 2)));
      case Operation.RevealResult reveal ->
          new Effect.Accepted(
              List.of(
                  new ChainEvent.JobEnded(
                      reveal.jobId(),
                      reveal.round(),
                      Ending.FINAL,
                      reveal.outcome(),
                      null,
                      List.of(),
                      List.of(),
                      List.of(),
                      "quorum")));
      default -> new Effect.Rejected("unexpected", "not in this test");
    };
  }

  /// The worker that registered last.
  public synchronized Operation.RegisterWorker registered() {
    return operations.stream()
        .filter(Operation.RegisterWorker.class::isInstance)
        .map(Operation.RegisterWorker.class::cast)
        .reduce((_, later) -> later)
        .orElseThrow();
  }

  private void answer(HttpExchange exchange, byte[] body) throws IOException {
    int status;
    synchronized (this) {
      status = refusals > 0 ? 503 : 200;
      refusals = Math.max(0, refusals - 1);
    }
    respond(exchange, status, status == 200 ? body : new byte[0]);
  }

  static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
    try (exchange) {
      exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
      if (body.length > 0) {
        try (OutputStream out = exchange.getResponseBody()) {
          out.write(body);
        }
      }
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
