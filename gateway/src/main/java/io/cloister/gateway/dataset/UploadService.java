// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.runtime.GatewayConfig;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.SealedContent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/// Takes in ciphertext, chunk by chunk, and makes a dataset READY when what came is exactly what
/// its owner signed for. A chunk counts when its transaction is committed; after any interruption
/// the caller asks where the upload stands and goes on from there.
@ApplicationScoped
class UploadService {
  private static final String STORE_CHUNK =
      "insert into upload_chunk (upload, position, bytes) values (?1, ?2, ?3)";
  private static final String DROP_CHUNKS = "delete from upload_chunk where upload = ?1";

  private final Transactions transactions;
  private final OwnerStatements statements;
  private final CryptoThreads crypto;
  private final GatewayConfig config;
  private final InstantSource clock;

  UploadService(
      Transactions transactions,
      OwnerStatements statements,
      CryptoThreads crypto,
      GatewayConfig config,
      InstantSource clock) {
    this.transactions = transactions;
    this.statements = statements;
    this.crypto = crypto;
    this.config = config;
    this.clock = clock;
  }

  /// Opens an upload of the ciphertext that the owner's statement names.
  Uni<UploadEntity> open(Tenant tenant, Digest dataset, byte[] statement) {
    return transactions.inTenant(
        tenant,
        session ->
            registered(session, dataset)
                .chain(found -> crypto.compute(() -> verified(found, statement)))
                .call(session::persist));
  }

  Uni<UploadEntity> find(Tenant tenant, UUID id) {
    return transactions.inTenant(tenant, session -> existing(session.find(UploadEntity.class, id)));
  }

  /// Appends a chunk at the offset where the upload stands.
  ///
  /// @return the upload as it stands afterwards: open, complete, or refused if the bytes are wrong
  Uni<UploadEntity> append(Tenant tenant, UUID id, long offset, byte[] chunk) {
    return transactions.inTenant(
        tenant,
        session ->
            existing(session.find(UploadEntity.class, id, LockModeType.PESSIMISTIC_WRITE))
                .invoke(upload -> requireFits(upload, offset, chunk))
                .call(upload -> storeChunk(session, upload, chunk))
                .call(upload -> crypto.compute(() -> advance(upload, chunk)))
                .call(upload -> close(session, upload)));
  }

  private static Uni<DatasetEntity> registered(Mutiny.Session session, Digest dataset) {
    return session
        .find(DatasetEntity.class, dataset.hex())
        .onItem()
        .ifNull()
        .failWith(ProblemException::notFound)
        .invoke(UploadService::requireUnready);
  }

  private static void requireUnready(DatasetEntity dataset) {
    if (dataset.state == DatasetEntity.State.READY) {
      throw ProblemException.of(
              ProblemCode.DATASET_ALREADY_READY, "The dataset's ciphertext is complete.")
          .mend("Declare a new version of the dataset for other content.");
    }
  }

  private UploadEntity verified(DatasetEntity dataset, byte[] statement) {
    var declaration = OwnerStatements.declarationOf(dataset.statement);
    SealedContent content =
        statements.signed(
            statement, ContentTypes.CONTENT, declaration.ownerKey(), SealedContent::decode);
    if (!content.declaration().equals(declaration.digest())) {
      throw ProblemException.of(
              ProblemCode.CONTENT_MISMATCH, "The statement names another declaration.")
          .at("statement");
    }
    if (content.length() < 1 || content.length() > config.maxUploadBytes()) {
      throw ProblemException.of(
              ProblemCode.UPLOAD_TOO_LARGE,
              "A ciphertext has from 1 to " + config.maxUploadBytes() + " bytes here.")
          .at("statement")
          .mend("Split the dataset, or ask the operator for a higher limit.");
    }
    return upload(dataset, content, statement);
  }

  private UploadEntity upload(DatasetEntity dataset, SealedContent content, byte[] statement) {
    Instant now = clock.instant();
    UploadEntity upload = new UploadEntity();
    upload.id = UUID.randomUUID();
    upload.dataset = dataset.id;
    upload.tenant = dataset.tenant;
    upload.statement = statement.clone();
    upload.contentHash = content.ciphertext().hex();
    upload.totalBytes = content.length();
    upload.hashState = RunningHash.start().state();
    upload.state = UploadEntity.State.OPEN;
    upload.createdAt = now;
    upload.expiresAt = now.plus(config.uploadLifetime());
    return upload;
  }

  private static Uni<UploadEntity> existing(Uni<UploadEntity> upload) {
    return upload.onItem().ifNull().failWith(ProblemException::notFound);
  }

  private static void requireFits(UploadEntity upload, long offset, byte[] chunk) {
    if (upload.state != UploadEntity.State.OPEN) {
      throw ProblemException.of(
          ProblemCode.UPLOAD_CLOSED, "The upload is " + upload.state + " and takes no more.");
    }
    if (offset != upload.received) {
      throw ProblemException.of(
              ProblemCode.UPLOAD_OFFSET_MISMATCH, "The upload stands at " + upload.received + ".")
          .at("Upload-Offset")
          .mend("Ask with HEAD where the upload stands, and go on from there.");
    }
    if (chunk.length > upload.totalBytes - upload.received) {
      throw ProblemException.of(
          ProblemCode.UPLOAD_TOO_LARGE, "The chunk goes beyond the length that was signed for.");
    }
  }

  private static Uni<Integer> storeChunk(
      Mutiny.Session session, UploadEntity upload, byte[] chunk) {
    return session
        .createNativeQuery(STORE_CHUNK)
        .setParameter(1, upload.id)
        .setParameter(2, upload.received)
        .setParameter(3, chunk)
        .executeUpdate();
  }

  private static UploadEntity advance(UploadEntity upload, byte[] chunk) {
    RunningHash hash = RunningHash.resume(upload.hashState).update(chunk);
    upload.received += chunk.length;
    upload.hashState = hash.state();
    if (upload.received == upload.totalBytes) {
      boolean same = hash.finish().hex().equals(upload.contentHash);
      upload.state = same ? UploadEntity.State.COMPLETE : UploadEntity.State.REFUSED;
    }
    return upload;
  }

  /// What the last chunk entails: the dataset is ready, or the bytes are dropped.
  private static Uni<?> close(Mutiny.Session session, UploadEntity upload) {
    return switch (upload.state) {
      case OPEN -> Uni.createFrom().voidItem();
      case COMPLETE ->
          session
              .find(DatasetEntity.class, upload.dataset, LockModeType.PESSIMISTIC_WRITE)
              .invoke(dataset -> makeReady(dataset, upload));
      case REFUSED ->
          session.createNativeQuery(DROP_CHUNKS).setParameter(1, upload.id).executeUpdate();
    };
  }

  private static void makeReady(DatasetEntity dataset, UploadEntity upload) {
    requireUnready(dataset);
    dataset.content = upload.statement;
    dataset.upload = upload.id;
    dataset.state = DatasetEntity.State.READY;
  }
}
