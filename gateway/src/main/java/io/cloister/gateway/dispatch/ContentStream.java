// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dispatch;

import io.cloister.gateway.tenant.SystemScope;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// A ciphertext, row by row as the reader takes it: one chunk is in memory at a time. A transaction
/// lasts for one chunk, so a slow reader holds no connection.
@ApplicationScoped
class ContentStream {
  private static final String CHUNK =
      "select bytes from upload_chunk where upload = ?1 and position = ?2";

  private final SystemScope system;

  ContentStream(SystemScope system) {
    this.system = system;
  }

  Multi<Buffer> of(UUID upload) {
    Context context = Vertx.currentContext();
    AtomicLong position = new AtomicLong();
    return Multi.createBy()
        .repeating()
        .uni(() -> chunk(context, upload, position))
        .whilst(rows -> !rows.isEmpty())
        .onItem()
        .disjoint();
  }

  private Uni<List<Buffer>> chunk(Context context, UUID upload, AtomicLong position) {
    return Uni.createFrom()
        .deferred(() -> read(upload, position.get()))
        .runSubscriptionOn(task -> context.runOnContext(ignored -> task.run()))
        .invoke(rows -> rows.forEach(row -> position.addAndGet(row.length)))
        .map(rows -> rows.stream().map(Buffer::buffer).toList());
  }

  private Uni<List<byte[]>> read(UUID upload, long position) {
    return system.run(session ->
        session
            .createNativeQuery(CHUNK, byte[].class)
            .setParameter(1, upload)
            .setParameter(2, position)
            .getResultList());
  }
}
