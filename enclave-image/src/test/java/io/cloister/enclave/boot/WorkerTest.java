// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.attestation.Evidence;
import io.cloister.enclave.program.SqlEngine;
import io.cloister.enclave.runtime.Counters.Event;
import io.cloister.enclave.testing.Deal;
import io.cloister.enclave.testing.TestChain;
import io.cloister.enclave.testing.TestGateway;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.Opening;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.job.ResultDigest;
import io.cloister.protocol.job.ResultDocument;
import io.cloister.protocol.job.ResultTable;
import io.cloister.protocol.job.SealedResult;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import io.cloister.protocol.signature.Verification;
import io.cloister.protocol.stream.DataKey;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A whole worker against a chain and a gateway in this process.
final class WorkerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private TestChain chain;
  private TestGateway gateway;
  private Worker worker;
  private final Deal deal = new Deal(InstantSource.system().instant());

  @BeforeEach
  void setUp() throws IOException {
    chain = new TestChain();
    gateway = new TestGateway(() -> chain.registered().signingKey());
    worker = Worker.assemble(config(), new SqlEngine(() -> {}));
    worker.start();
    await().atMost(PATIENCE).until(() -> health() == 200);
  }

  @AfterEach
  void tearDown() {
    worker.close();
    gateway.close();
    chain.close();
  }

  private WorkerConfig config() throws IOException {
    Files.write(folder.resolve("genesis.cbor"), chain.genesis.encode());
    return WorkerConfig.of(
        Map.of(
            "CLOISTER_CHAIN_URLS", chain.url().toString(),
            "CLOISTER_GATEWAY_URL", gateway.url().toString(),
            "CLOISTER_GENESIS_FILE", folder.resolve("genesis.cbor").toString(),
            "CLOISTER_OPERATOR", "operator-1",
            "CLOISTER_OPERATOR_KEY_FILE", keyFile("operator.key", chain.operator),
            "CLOISTER_REGION", "eu",
            "CLOISTER_EVIDENCE", "simulated",
            "CLOISTER_SIMULATED_PLATFORM_KEY_FILE", keyFile("platform.key", chain.platform),
            "CLOISTER_WORKER_PORT", "0"));
  }

  private String keyFile(String name, SigningKeyPair keys) throws IOException {
    Path file = folder.resolve(name);
    return keys.with(bytes -> Files.write(file, bytes)).toString();
  }

  private int health() throws IOException, InterruptedException {
    URI url = URI.create("http://127.0.0.1:" + worker.port() + "/health");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(url).build(), HttpResponse.BodyHandlers.ofString())
          .statusCode();
    }
  }

  private void submit() {
    submit(deal.ciphertext());
  }

  private void submit(byte[] ciphertext) {
    RecipientKey to = chain.registered().recipientKey();
    gateway.orders.put(deal.jobId, deal.seal(deal.order(to), to).encode());
    gateway.contents.put(deal.jobId, ciphertext);
    chain.authorize(deal.terms(worker.id()), 1, deal.now + 120_000);
  }

  private Operation.RevealResult revealed() {
    await().atMost(PATIENCE).until(() -> worker.counters().of(Event.REVEALED) > 0);
    return chain.operations().stream()
        .filter(Operation.RevealResult.class::isInstance)
        .map(Operation.RevealResult.class::cast)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void runsAJobSealsItsResultAndSignsForIt() throws MalformedException {
    submit();
    Operation.RevealResult reveal = revealed();

    WorkerResult left = Objects.requireNonNull(gateway.results.get(deal.jobId));
    assertThat(reveal.sealedResult()).isEqualTo(Digest.of(left.sealedResult()));
    assertThat(reveal.receipt()).isEqualTo(Digest.of(left.receipt()));
    ResultDocument document = opened(SealedResult.decode(left.sealedResult()));
    assertThat(ResultTable.decode(document.table()).rows())
        .containsExactly(List.of("Bonn", "8"), List.of("Ulm", "12"));
    Digest digest = ResultDigest.of(document.digestKey(), document.table());
    assertThat(reveal.outcome()).isEqualTo(new Outcome.Succeeded(digest));
    assertThat(chain.operations())
        .filteredOn(Operation.CommitResult.class::isInstance)
        .extracting(operation -> ((Operation.CommitResult) operation).commitment())
        .containsExactly(reveal.digest());

    Receipt receipt = receipt(left);
    assertThat(receipt.context()).isEqualTo(deal.context());
    assertThat(receipt.resultDigest()).isEqualTo(digest);
    assertThat(receipt.policyBundle()).isEqualTo(deal.bundle().digest());
    assertThat(receipt.mode()).isEqualTo("simulated");
    assertThat(receipt.evidence()).isEqualTo(Digest.of(chain.registered().evidence()));
    assertThat(Evidence.decode(chain.registered().evidence()))
        .isInstanceOf(Evidence.SimulatedEvidence.class);
  }

  private ResultDocument opened(SealedResult sealed) throws MalformedException {
    Opening opening =
        deal.analyst.open(
            sealed.envelopes().getFirst().envelope(), Labels.RESULT, deal.context().encode());
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    return ((Opening.Opened) opening).plaintext().with(ResultDocument::decode);
  }

  private Receipt receipt(WorkerResult left) throws MalformedException {
    Verification verification =
        SignedStatement.decode(left.receipt())
            .verify(ContentTypes.RECEIPT, chain.registered().signingKey());
    assertThat(verification).isInstanceOf(Verification.Verified.class);
    return Receipt.decode(((Verification.Verified) verification).payload());
  }

  @Test
  void outlastsAGatewayAndAChainThatAreDown() {
    gateway.refusals.set(3);
    submit();
    await().atMost(PATIENCE).until(() -> gateway.fetched.get() > 0);
    chain.refuse(3);
    assertThat(revealed().outcome()).isInstanceOf(Outcome.Succeeded.class);
  }

  @Test
  void commitsToAFailureAsToAResult() {
    deal.least = "30";
    deal.statement =
        "SELECT city, max(age) AS oldest FROM patients WHERE age > $least GROUP BY city";
    submit();
    Operation.RevealResult reveal = revealed();
    assertThat(reveal.outcome()).isEqualTo(new Outcome.Failed(FailureCode.SQL_FORBIDDEN));
    assertThat(reveal.receipt()).isNull();
    assertThat(gateway.results).isEmpty();
  }

  @Test
  void refusesOtherCiphertextThanTheOwnerNamed() {
    byte[] bent = deal.ciphertext();
    bent[bent.length / 2] ^= 1;
    submit(bent);
    assertThat(revealed().outcome()).isEqualTo(new Outcome.Failed(FailureCode.REQUEST_INVALID));
  }

  @Test
  void refusesAKeyThatDoesNotOpenTheContent() {
    deal.grantedKey = DataKey.generate(deal.random);
    submit();
    assertThat(revealed().outcome()).isEqualTo(new Outcome.Failed(FailureCode.KEY_REFUSED));
  }

  @Test
  void runsEachRoundOnce() {
    submit();
    chain.authorize(deal.terms(worker.id()), 1, deal.now + 120_000);
    revealed();
    assertThat(gateway.fetched).hasValue(1);
    assertThat(worker.counters().of(Event.ASSIGNED)).isEqualTo(1);
  }

  @Test
  void leavesNoPlaintextInFilesOrLogs() throws IOException {
    StringBuilder logged = new StringBuilder();
    Handler handler = recording(logged);
    Logger.getLogger("").addHandler(handler);
    try {
      deal.statement =
          "SELECT city, count(*) AS n FROM patients WHERE name::BIGINT > $least" + " GROUP BY city";
      submit();
      revealed();
    } finally {
      Logger.getLogger("").removeHandler(handler);
    }
    assertThat(logged.toString()).contains("revealed").doesNotContain(Deal.MARKER);
    assertThat(filesWith(Deal.MARKER, Path.of(System.getProperty("java.io.tmpdir")))).isEmpty();
  }

  private static Handler recording(StringBuilder into) {
    return new Handler() {
      @Override
      public synchronized void publish(LogRecord entry) {
        into.append(entry.getMessage());
        if (entry.getParameters() != null) {
          into.append(List.of(entry.getParameters()));
        }
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  private static List<Path> filesWith(String marker, Path root) throws IOException {
    try (Stream<Path> files = Files.list(root)) {
      return files
          .filter(Files::isRegularFile)
          .filter(Files::isReadable)
          .filter(file -> contains(file, marker))
          .toList();
    }
  }

  private static boolean contains(Path file, String marker) {
    try {
      return Files.size(file) < (1 << 20)
          && Files.readString(file, StandardCharsets.ISO_8859_1).contains(marker);
    } catch (IOException e) {
      return false;
    }
  }
}
