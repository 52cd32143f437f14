// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.Opening;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.SealedResult;
import io.cloister.protocol.job.WorkOrder;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.job.WorkerToken;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.security.SecureRandom;
import java.util.List;
import org.jspecify.annotations.NullMarked;

/// A worker of the tests: it has keys and speaks the protocol, and computes nothing.
@NullMarked
final class TestWorker {
  private static final SecureRandom RANDOM = new SecureRandom();

  final SigningKeyPair signing = SigningKeyPair.generate(RANDOM);
  final RecipientKeyPair recipient = RecipientKeyPair.generate(Suite.X25519, RANDOM);
  final Digest evidence = Digest.of(new byte[] {1});

  /// The transaction that registered it last.
  Digest registration = Digest.of(new byte[0]);

  KeyId id() {
    return signing.publicKey().keyId();
  }

  /// Asks for the order of a job.
  Response order(JobId job) {
    return request().get("/v1/worker/orders/" + job.value());
  }

  /// The ciphertext of an input.
  byte[] content(JobId job, String dataset) {
    return request()
        .get("/v1/worker/orders/" + job.value() + "/contents/" + dataset)
        .then()
        .statusCode(200)
        .extract()
        .asByteArray();
  }

  /// Hands in a result of the first round.
  Response leave(JobId job, WorkerResult result) {
    return request()
        .contentType("application/cbor")
        .body(result.encode())
        .put("/v1/worker/orders/" + job.value() + "/results/1");
  }

  private RequestSpecification request() {
    return given().header("Authorization", token(Api.now()));
  }

  /// Registers this worker on the test's chain.
  void register(long now) {
    Operation operation =
        new Operation.RegisterWorker(
            signing.publicKey(),
            recipient.publicKey(),
            "operator",
            TestChain.OPERATOR.publicKey(),
            "eu",
            List.of("sql"),
            new byte[] {1},
            TestChain.evidence(new byte[] {2}).encode(),
            0,
            evidence);
    ChainEvent event =
        new ChainEvent.WorkerRegistered(
            id(), new byte[32], "simulated", 5, evidence, evidence, now + TestOwner.HOUR);
    SignedStatement transaction = transaction(operation);
    TestChain.chain().include(transaction, new Effect.Accepted(List.of(event)));
    registration = transaction.digest();
  }

  SignedStatement transaction(Operation operation) {
    TransactionBody body = new TransactionBody(TestChain.GENESIS.digest(), operation);
    return SignedStatement.sign(ContentTypes.TRANSACTION, body.encode(), signing);
  }

  String token(long now) {
    WorkerToken token = new WorkerToken(id(), TestChain.GENESIS.digest(), now);
    SignedStatement statement =
        SignedStatement.sign(ContentTypes.WORKER_TOKEN, token.encode(), signing);
    return "Cloister-Worker " + TestOwner.base64(statement.encode());
  }

  /// Opens a sealed order.
  WorkOrder open(byte[] envelope, Digest commitment) throws MalformedException {
    Opening opening =
        recipient.open(SealedEnvelope.decode(envelope), Labels.REQUEST, commitment.bytes());
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    return ((Opening.Opened) opening)
        .plaintext()
        .<WorkOrder, MalformedException>with(WorkOrder::decode);
  }

  /// A result that is sealed to nobody, with its receipt.
  WorkerResult result(JobContext context, long now) {
    SealedResult sealed = new SealedResult(context, List.of());
    Digest any = Digest.of(new byte[] {7});
    Receipt receipt =
        new Receipt(
            context,
            List.of(),
            any,
            any,
            sealed.digest(),
            id(),
            new byte[32],
            "simulated",
            5,
            evidence,
            now,
            now,
            any,
            TestChain.GENESIS.digest(),
            1);
    SignedStatement statement =
        SignedStatement.sign(ContentTypes.RECEIPT, receipt.encode(), signing);
    return new WorkerResult(sealed.encode(), statement.encode());
  }
}
