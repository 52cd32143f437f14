// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import io.cloister.client.LocalServer;
import io.cloister.client.dataset.SealedFile.Sealing;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.ProblemException;
import io.cloister.client.session.TokenText;
import io.cloister.client.session.UnreachableException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.stream.DataKey;
import io.cloister.protocol.stream.OpeningInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What arrives is the ciphertext, whole and in order, whatever happens on the way.
class UploadTest {
  private static final Digest DATASET = Digest.of(new byte[] {1});
  private static final int SIZE = 2 * Upload.CHUNK + 12345;

  @TempDir private Path folder;
  private final LocalServer server = new LocalServer();
  private final Gateway gateway = new Gateway(server.uri(), new TokenText("t"), time -> {});
  private final DataKey key = DataKey.generate(new SecureRandom());
  private final ByteArrayOutputStream stored = new ByteArrayOutputStream();
  private byte[] plaintext = new byte[0];
  private SealedFile file = new SealedFile(Path.of(""), new SealedContent(DATASET, DATASET, 0));

  @BeforeEach
  void seal() throws IOException {
    plaintext = new byte[SIZE];
    new SplittableRandom(1).nextBytes(plaintext);
    Path source = Files.write(folder.resolve("plain"), plaintext);
    file =
        SealedFile.seal(
            source, folder.resolve("spool"), DATASET, new Sealing(key, new SecureRandom()));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void sealsWithoutLeavingPlaintextInTheSpool() throws IOException {
    byte[] spool = Files.readAllBytes(file.spool());
    assertThat(Digest.of(spool)).isEqualTo(file.content().ciphertext());
    assertThat(indexOf(spool, Arrays.copyOf(plaintext, 32))).isNegative();
    assertThat(SealedFile.reopen(file.spool(), DATASET)).isEqualTo(file);
  }

  @Test
  void bringsTheWholeCiphertextInChunks() throws Exception {
    server.then(this::store);
    new Upload(gateway, "u").send(file, (done, total) -> {});
    assertThat(opened()).isEqualTo(plaintext);
    assertThat(server.asked).filteredOn(call -> call.startsWith("PATCH")).hasSize(3);
  }

  @Test
  void goesOnAfterAConnectionBrokeBeforeAndAfterTheChunkWasStored() throws Exception {
    server
        .then(this::store)
        .then(this::store)
        .thenBreaks()
        .then(this::store)
        .then(this::storeWithoutAnswer)
        .then(this::store);
    new Upload(gateway, "u").send(file, (done, total) -> {});
    assertThat(opened()).isEqualTo(plaintext);
  }

  @Test
  void goesOnWhereAnEarlierProcessWasKilled() throws Exception {
    byte[] spool = Files.readAllBytes(file.spool());
    stored.write(spool, 0, Upload.CHUNK);
    server.then(this::store);
    new Upload(gateway, "u").send(file, (done, total) -> {});
    assertThat(opened()).isEqualTo(plaintext);
    assertThat(server.asked).filteredOn(call -> call.startsWith("PATCH")).hasSize(2);
  }

  @Test
  void tellsThatTheGatewayRefusesTheContent() {
    server
        .then(this::store)
        .then(422, "{\"code\":\"digest-mismatch\",\"detail\":\"other content\"}");
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> new Upload(gateway, "u").send(file, (done, total) -> {}))
        .matches(problem -> problem.code().equals("digest-mismatch"));
  }

  @Test
  void givesUpWithinABoundWhenNothingArrives() {
    server.then(this::refuseChunks);
    assertThatExceptionOfType(UnreachableException.class)
        .isThrownBy(() -> new Upload(gateway, "u").send(file, (done, total) -> {}));
  }

  private void store(HttpExchange exchange) throws IOException {
    take(exchange);
    exchange.getResponseHeaders().add("Upload-Offset", Integer.toString(stored.size()));
    LocalServer.answer(exchange, 204, "");
  }

  private void storeWithoutAnswer(HttpExchange exchange) throws IOException {
    take(exchange);
    exchange.close();
  }

  private void refuseChunks(HttpExchange exchange) throws IOException {
    exchange.getRequestBody().readAllBytes();
    exchange.getResponseHeaders().add("Upload-Offset", "0");
    LocalServer.answer(exchange, exchange.getRequestMethod().equals("HEAD") ? 200 : 503, "");
  }

  private void take(HttpExchange exchange) throws IOException {
    if (exchange.getRequestMethod().equals("PATCH")) {
      String offset = exchange.getRequestHeaders().getFirst("Upload-Offset");
      assertThat(offset).isEqualTo(Integer.toString(stored.size()));
      exchange.getRequestBody().transferTo(stored);
    }
  }

  private byte[] opened() throws IOException {
    byte[] ciphertext = stored.toByteArray();
    assertThat(Digest.of(ciphertext)).isEqualTo(file.content().ciphertext());
    try (OpeningInputStream in =
        new OpeningInputStream(new ByteArrayInputStream(ciphertext), key, DATASET.bytes())) {
      return in.readAllBytes();
    }
  }

  private static int indexOf(byte[] all, byte[] part) {
    for (int i = 0; i + part.length <= all.length; i++) {
      if (Arrays.equals(all, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    return -1;
  }
}
