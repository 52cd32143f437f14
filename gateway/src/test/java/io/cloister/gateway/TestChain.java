// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.simulated.SimulatedIdentity;
import io.cloister.attestation.simulated.SimulatedTee;
import io.cloister.compliance.processing.ProcessingPolicy;
import io.cloister.protocol.chain.Block;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.StateOperation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.checkpoint.Checkpoint;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.merkle.MerkleHash;
import io.cloister.protocol.merkle.MerkleTree;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;

/// A chain of one gatekeeper, over HTTP as the real one: it orders nothing by itself and decides
/// nothing, but each block that a test appends is certified with real signatures, and whatever the
/// gateway hands in is kept for the test to look at.
@NullMarked
public final class TestChain implements QuarkusTestResourceLifecycleManager {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Ed25519KeyPair GATEKEEPER = Ed25519KeyPair.generate(RANDOM);
  private static final SigningKeyPair GATEWAY = SigningKeyPair.generate(RANDOM);
  public static final SigningKeyPair OPERATOR = SigningKeyPair.generate(RANDOM);
  private static final SigningKeyPair PLATFORM = SigningKeyPair.generate(RANDOM);

  public static final Genesis GENESIS =
      new Genesis(
          "test",
          1,
          new Roster(List.of(new Roster.Member("gatekeeper", GATEKEEPER.publicKey(), 1))),
          List.of(new Party("operator", OPERATOR.publicKey())),
          List.of(new Party("gateway", GATEWAY.publicKey())),
          appraisalPolicy(),
          List.of(ProcessingPolicy.load().bundle().digest()),
          PLATFORM.publicKey(),
          new ChainParameters(10, 2, 3600, 1000, 60));

  private static final TestChain CHAIN = new TestChain();

  private final List<Header> headers = new ArrayList<>();
  private final List<List<byte[]>> blocks = new ArrayList<>();
  private final MerkleTree log = new MerkleTree();
  private final Map<Digest, SignedStatement> received = new HashMap<>();
  private final Map<Digest, long[]> places = new HashMap<>();
  private final Map<JobId, List<Digest>> jobs = new HashMap<>();
  private @Nullable HttpServer server;

  /// Evidence of a simulated platform that the genesis names.
  static Evidence evidence(byte[] reportData) {
    SimulatedIdentity identity =
        new SimulatedIdentity(
            Measurement.of(new byte[32]), Octets.of(new byte[32]), 1, 1, Octets.of(new byte[] {1}));
    return new SimulatedTee(PLATFORM, identity, InstantSource.system())
        .attest(ReportData.padded(reportData));
  }

  private static byte[] appraisalPolicy() {
    Path file =
        Path.of(System.getProperty("gateway.basedir", "."))
            .resolve("../policies/appraisal/development.json");
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The one chain of this run.
  public static TestChain chain() {
    return CHAIN;
  }

  @Override
  public Map<String, String> start() {
    try {
      return CHAIN.serve();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    HttpServer running = CHAIN.server;
    if (running != null) {
      running.stop(0);
    }
  }

  private synchronized Map<String, String> serve() throws IOException {
    if (blocks.isEmpty()) {
      appendBlock(List.of(), 1);
    }
    Path directory = Files.createTempDirectory("cloister-test-chain");
    Path genesis = Files.write(directory.resolve("genesis"), GENESIS.encode());
    Path key = directory.resolve("gateway.key");
    GATEWAY.<Path, IOException>with(bytes -> Files.write(key, bytes));
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/v1/", this::handle);
    http.start();
    server = http;
    return Map.of(
        "cloister.gateway.genesis-file", genesis.toString(),
        "cloister.gateway.key-file", key.toString(),
        "cloister.gateway.chain-urls", "http://127.0.0.1:" + http.getAddress().getPort());
  }

  /// Waits for the authorisation of a job.
  public synchronized Operation.AuthorizeJob awaitAuthorization(JobId job) {
    return (Operation.AuthorizeJob)
        await(operation -> operation instanceof Operation.AuthorizeJob a && a.jobId().equals(job));
  }

  /// Waits for the withdrawal of a job.
  public synchronized void awaitCancellation(JobId job) {
    await(operation -> operation instanceof Operation.CancelJob c && c.jobId().equals(job));
  }

  private Operation await(Predicate<Operation> wanted) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (System.nanoTime() < end) {
      for (SignedStatement statement : received.values()) {
        Operation operation = operation(statement);
        if (wanted.test(operation)) {
          return operation;
        }
      }
      pause();
    }
    throw new AssertionError("the gateway did not send it in time");
  }

  /// Waits a little for news; callers ask again in a loop.
  @SuppressWarnings("WaitNotInLoop")
  private synchronized void pause() {
    try {
      wait(100);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// Makes a transaction that the gateway sent final.
  public synchronized void include(Operation wanted, Effect effect) {
    received.values().stream()
        .filter(statement -> operation(statement).equals(wanted))
        .findFirst()
        .ifPresentOrElse(
            statement -> include(statement, effect),
            () -> {
              throw new AssertionError("no such transaction came");
            });
  }

  /// Makes a transaction final.
  public synchronized void include(SignedStatement transaction, Effect effect) {
    byte[] bytes = transaction.encode();
    places.put(Digest.of(bytes), new long[] {blocks.size(), 0});
    jobOf(operation(transaction))
        .ifPresent(
            job -> jobs.computeIfAbsent(job, any -> new ArrayList<>()).add(Digest.of(bytes)));
    append(new BlockEntry("gatekeeper", bytes, effect));
  }

  /// Lets time pass on the chain, with what follows from it.
  public synchronized void tick(ChainEvent... events) {
    append(new BlockEntry("gatekeeper", new byte[0], new Effect.Accepted(List.of(events))));
  }

  private void append(BlockEntry entry) {
    appendBlock(List.of(entry.encode()), System.nanoTime());
    notifyAll();
  }

  private void appendBlock(List<byte[]> entries, long round) {
    Digest zeros = new Digest(new byte[Digest.SIZE]);
    Digest roster = GENESIS.gatekeepers().digest();
    Header header =
        new Header(
            GENESIS.digest(),
            blocks.size(),
            round,
            InstantSource.system().millis(),
            headers.isEmpty() ? zeros : headers.getLast().hash(),
            MerkleHash.root(entries.stream().map(MerkleHash::leafHash).toList()),
            entries.size(),
            zeros,
            zeros,
            roster,
            roster,
            zeros,
            "test",
            1);
    headers.add(header);
    blocks.add(entries);
    log.append(header.hash());
  }

  private static Optional<JobId> jobOf(Operation operation) {
    return switch (operation) {
      case Operation.RegisterWorker register -> Optional.empty();
      case Operation.AuthorizeJob authorize -> Optional.of(authorize.jobId());
      case Operation.CancelJob cancel -> Optional.of(cancel.jobId());
      case Operation.CommitResult commit -> Optional.of(commit.jobId());
      case Operation.RevealResult reveal -> Optional.of(reveal.jobId());
      case StateOperation other -> Optional.empty();
    };
  }

  private static Operation operation(SignedStatement statement) {
    try {
      return TransactionBody.decode(statement.unverifiedPayload()).operation();
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  private Certificate certificate(long height) {
    Checkpoint head = new Checkpoint(LightClient.origin(GENESIS.digest()), log.size(), log.root());
    NoteSigner signer = new NoteSigner("gatekeeper", GATEKEEPER);
    String note = head.toNote().with(signer.cosign(head, Instant.EPOCH)).format();
    return new Certificate(note, log.inclusion(height, log.size()));
  }

  private EntryProof proof(Digest transaction) {
    long[] place = places.get(transaction);
    if (place == null) {
      throw new AssertionError("no such transaction");
    }
    int height = (int) place[0];
    MerkleTree entries = new MerkleTree();
    blocks.get(height).forEach(entry -> entries.append(MerkleHash.leafHash(entry)));
    return new EntryProof(
        blocks.get(height).get((int) place[1]),
        entries.inclusion(place[1], entries.size()),
        headers.get(height).encode(),
        certificate(height));
  }

  private void handle(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    try {
      if (path.equals("/v1/transactions")) {
        receive(exchange);
      } else if (path.equals("/v1/blocks")) {
        answer(exchange, 200, blocksFrom(exchange.getRequestURI().getQuery()));
      } else if (path.startsWith("/v1/transactions/")) {
        Digest id = Digest.parse(path.split("/", -1)[3]);
        answer(exchange, 200, locked(() -> proof(id).encode()));
      } else if (path.startsWith("/v1/jobs/")) {
        JobId job = JobId.parse(path.split("/", -1)[3]);
        answer(exchange, 200, locked(() -> jobProofs(job)));
      } else if (path.equals("/v1/status")) {
        String status = "{\"chainId\":\"" + GENESIS.digest().hex() + "\"}";
        answer(exchange, 200, status.getBytes(StandardCharsets.UTF_8));
      } else {
        answer(exchange, 404, new byte[0]);
      }
    } catch (MalformedException e) {
      answer(exchange, 400, new byte[0]);
    }
  }

  private synchronized byte[] locked(Supplier<byte[]> read) {
    return read.get();
  }

  private void receive(HttpExchange exchange) throws IOException, MalformedException {
    SignedStatement statement = SignedStatement.decode(exchange.getRequestBody().readAllBytes());
    synchronized (this) {
      received.put(statement.digest(), statement);
      notifyAll();
    }
    answer(exchange, 202, "{}".getBytes(StandardCharsets.UTF_8));
  }

  private byte[] jobProofs(JobId job) {
    List<Digest> transactions = jobs.getOrDefault(job, List.of());
    CborWriter out = new CborWriter().array(transactions.size());
    transactions.forEach(each -> out.bytes(proof(each).encode()));
    return out.toBytes();
  }

  private synchronized byte[] blocksFrom(String query) {
    int from = Integer.parseInt(query.split("from=", -1)[1].split("&", -1)[0]);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(500);
    while (blocks.size() <= from && System.nanoTime() < end) {
      pause();
    }
    if (blocks.size() <= from) {
      return new BlockRange(List.of(), null).encode();
    }
    List<Block> range = new ArrayList<>();
    for (int i = from; i < blocks.size(); i++) {
      range.add(new Block(headers.get(i).encode(), blocks.get(i)));
    }
    return new BlockRange(range, certificate(blocks.size() - 1L)).encode();
  }

  private static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }
}
