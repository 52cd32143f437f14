// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.cloister.client.CloisterClient;
import io.cloister.client.LocalServer;
import io.cloister.client.agreement.Agreements.Approved;
import io.cloister.client.bundle.BundleFixture;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.RefusedException;
import io.cloister.client.session.TokenText;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.Opening;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification.Verified;
import io.cloister.protocol.stream.DataKey;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An owner signs what they saw, and gives keys to proven workers of the pinned chain only.
class AgreementsTest {
  private static final Digest DATASET = Digest.of(new byte[] {1});

  @TempDir private Path state;
  private final LocalServer server = new LocalServer();
  private final BundleFixture fixture = new BundleFixture();
  private final AuditBundle bundle = fixture.build();
  private final List<byte[]> posted = new ArrayList<>();
  private CloisterClient client;
  private UserKeys owner;
  private JobDefinition definition;

  @BeforeEach
  void prepare() throws Exception {
    server.then(this::answer);
    client =
        new CloisterClient(
            new Gateway(server.uri(), new TokenText("t"), time -> {}),
            state,
            new SecureRandom(),
            () -> Instant.ofEpochMilli(BundleFixture.START + 5000));
    owner = client.keys().user("ava");
    client.keys().createDataKey(DATASET, owner.signing().publicKey().keyId());
    definition = definition("select 1");
  }

  @AfterEach
  void stop() {
    server.close();
    owner.close();
  }

  @Test
  void signsTheDefinitionAndSealsTheKeyToEachProvenWorker() throws Exception {
    Approved approved = approve(fixture.trust());
    assertThat(approved.datasets()).containsExactly(DATASET);
    assertThat(approved.offer().convinced()).hasSize(3);
    JsonObject body = Json.object(posted.getFirst());
    SignedStatement statement = SignedStatement.decode(body.bytes("statement"));
    assertThat(statement.verify(ContentTypes.APPROVAL, owner.signing().publicKey()))
        .isInstanceOfSatisfying(
            Verified.class,
            verified ->
                assertThat(verified.payload())
                    .isEqualTo(
                        new Approval(
                                definition.digest(),
                                DATASET,
                                BundleFixture.START + 5000,
                                definition.expiresAt())
                            .encode()));
    assertThat(body.texts("grants")).hasSize(3);
  }

  @Test
  void givesAWorkerTheDataKeyThatItCanOpen() throws Exception {
    approve(fixture.trust());
    KeyGrant grant =
        KeyGrant.decode(
            Base64.getUrlDecoder()
                .decode(Json.object(posted.getFirst()).texts("grants").getFirst()));
    byte[] aad = KeyGrant.aad(definition.digest(), DATASET);
    int opened = 0;
    for (int worker = 0; worker < 3; worker++) {
      if (fixture.recipient(worker).open(grant.key(), Labels.KEY_GRANT, aad)
          instanceof Opening.Opened(var plaintext)) {
        opened++;
        try (DataKey key = client.keys().dataKey(DATASET)) {
          assertThat(plaintext.with(DataKey::fromBytes)).isEqualTo(key);
        }
      }
    }
    assertThat(opened).isEqualTo(1);
  }

  @Test
  void signsNothingWhenTheGatewayShowsAnotherDefinition() {
    Digest wanted = definition.digest();
    definition = definition("select 2");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() ->
            client
                .agreements()
                .approve(wanted, owner, new WorkerTrust(fixture.trust(), Optional.empty())))
        .matches(refused -> refused.code().equals("other-definition"));
    assertThat(posted).isEmpty();
  }

  @Test
  void givesNoKeyOnAnotherChain() {
    Trust other = new Trust(DATASET, Trust.Simulated.ALLOWED, "another");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> approve(other))
        .matches(refused -> refused.code().equals("other-chain"));
    assertThat(posted).isEmpty();
  }

  @Test
  void givesNoKeyToSimulatedWorkersUnlessTheOwnerAllowsThem() {
    Trust strict = new Trust(fixture.trust().chainId(), Trust.Simulated.REFUSED, "strict");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> approve(strict))
        .matches(refused -> refused.code().equals("no-worker-convinced"));
    assertThat(posted).isEmpty();
  }

  @Test
  void doesNotSpeakForAnothersDataset() throws Exception {
    try (UserKeys other = client.keys().user("max")) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() ->
              client
                  .agreements()
                  .approve(
                      definition.digest(),
                      other,
                      new WorkerTrust(fixture.trust(), Optional.empty())))
          .matches(refused -> refused.code().equals("no-own-input"));
    }
  }

  private Approved approve(Trust trust) throws Exception {
    return client
        .agreements()
        .approve(definition.digest(), owner, new WorkerTrust(trust, Optional.empty()));
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (exchange.getRequestMethod().equals("POST")) {
      posted.add(exchange.getRequestBody().readAllBytes());
      LocalServer.answer(exchange, 201, "{}");
      return;
    }
    JsonObject answer = JsonObject.empty();
    if (path.equals("/v1/workers")) {
      List<JsonObject> workers =
          bundle.registrations().stream()
              .map(proof -> JsonObject.empty().with("registration", proof.encode()))
              .toList();
      LocalServer.answer(exchange, 200, Json.write(workers));
      return;
    }
    answer =
        path.equals("/v1/trust")
            ? answer.with("genesis", bundle.genesis())
            : answer.with("definition", definition.encode()).with("state", "DRAFT");
    LocalServer.answer(exchange, 200, answer.toString());
  }

  private JobDefinition definition(String sql) {
    return new JobDefinition(
        "acme",
        "test",
        new Program(ProgramKind.SQL, sql),
        List.of(new Input("t", DATASET)),
        "research",
        List.of(new Recipient("acme", owner.recipient().publicKey())),
        List.of(),
        new Constraints(3, 2, 60, List.of()),
        BundleFixture.START,
        BundleFixture.START + 86_400_000);
  }
}
