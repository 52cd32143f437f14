// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

import io.cloister.client.dataset.SealedFile.Sealing;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.Keystore;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.Pages;
import io.cloister.client.session.ProblemException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.stream.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;

/// Datasets: declared and signed by their owner, sealed on the owner's machine, stored as
/// ciphertext.
///
/// The gateway gets neither plaintext nor the data key.
public final class Datasets {
  private static final int NOT_FOUND = 404;

  private final Gateway gateway;
  private final Keystore keys;
  private final Path spools;
  private final SecureRandom random;

  /// @param spools where ciphertext waits for its upload
  public Datasets(Gateway gateway, Keystore keys, Path spools, SecureRandom random) {
    this.gateway = gateway;
    this.keys = keys;
    this.spools = spools;
    this.random = random;
  }

  /// Registers a declaration and makes its data key.
  ///
  /// @return the dataset's id: the declaration's digest
  public Digest register(DatasetDeclaration declaration, UserKeys owner)
      throws ClientException, IOException {
    Digest id = declaration.digest();
    keys.createDataKey(id, owner.signing().publicKey().keyId());
    byte[] statement =
        SignedStatement.sign(ContentTypes.DECLARATION, declaration.encode(), owner.signing())
            .encode();
    gateway.call(Call.post("/v1/datasets", JsonObject.empty().with("statement", statement)));
    return id;
  }

  /// Seals a file and uploads the ciphertext. Called again after an interruption, it goes on with
  /// the ciphertext that is there.
  public SealedContent upload(Digest id, Path plaintext, UserKeys owner, ProgressListener listener)
      throws ClientException, IOException {
    SealedFile sealed = sealed(id, plaintext);
    Path note = spools.resolve(id.hex() + ".upload");
    if (Files.exists(note)) {
      try {
        new Upload(gateway, Files.readString(note).strip()).send(sealed, listener);
        return finished(sealed, note);
      } catch (ProblemException e) {
        if (e.status() != NOT_FOUND) {
          throw e;
        }
      }
    }
    String upload = begin(sealed.content(), owner);
    Files.writeString(note, upload + "\n");
    new Upload(gateway, upload).send(sealed, listener);
    return finished(sealed, note);
  }

  /// Every dataset of one's tenant.
  public List<JsonObject> list() throws ClientException {
    return Pages.all(gateway, "/v1/datasets");
  }

  /// One dataset, as the gateway shows it.
  public JsonObject show(Digest id) throws ClientException {
    return gateway.call(Call.get("/v1/datasets/" + id.hex()), Answer::object);
  }

  private SealedFile sealed(Digest id, Path plaintext) throws ClientException, IOException {
    Files.createDirectories(spools);
    Path spool = spools.resolve(id.hex() + ".sealed");
    if (Files.exists(spool)) {
      return SealedFile.reopen(spool, id);
    }
    try (DataKey key = keys.dataKey(id)) {
      return SealedFile.seal(plaintext, spool, id, new Sealing(key, random));
    }
  }

  private String begin(SealedContent content, UserKeys owner) throws ClientException {
    byte[] statement =
        SignedStatement.sign(ContentTypes.CONTENT, content.encode(), owner.signing()).encode();
    Call call =
        Call.post(
            "/v1/datasets/" + content.declaration().hex() + "/uploads",
            JsonObject.empty().with("statement", statement));
    return gateway.call(call, Answer::created);
  }

  private static SealedContent finished(SealedFile sealed, Path note) throws IOException {
    Files.deleteIfExists(note);
    Files.deleteIfExists(sealed.spool());
    return sealed.content();
  }
}
