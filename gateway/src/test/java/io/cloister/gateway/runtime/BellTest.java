// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BellTest {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Vertx vertx = Vertx.vertx();
  private final AtomicInteger hours = new AtomicInteger();
  private final InstantSource clock = () -> Instant.EPOCH.plus(Duration.ofHours(hours.get()));
  private final Bell bell = new Bell(vertx, clock);

  @AfterEach
  void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  @Test
  void aRingWakesWhoeverWaits() {
    CompletableFuture<Void> waiting =
        bell.after(bell.rings(), LONG).subscribeAsCompletionStage().toCompletableFuture();
    assertThat(waiting).isNotDone();
    bell.ring();
    assertThat(waiting).succeedsWithin(PATIENCE);
  }

  @Test
  void aRingBetweenLookAndWaitIsHeard() {
    long heard = bell.rings();
    bell.ring();
    assertThat(bell.after(heard, LONG).subscribeAsCompletionStage()).succeedsWithin(PATIENCE);
  }

  @Test
  void withoutARingTheWaitEndsByItself() {
    assertThat(bell.after(bell.rings(), Duration.ofMillis(1)).subscribeAsCompletionStage())
        .succeedsWithin(PATIENCE);
  }

  @Test
  void looksAgainUntilThereIsAnAnswer() {
    AtomicInteger looks = new AtomicInteger();
    Uni<Integer> answer =
        bell.await(
            () -> {
              int look = looks.incrementAndGet();
              return look < 3
                  ? Uni.createFrom().failure(new IllegalStateException("not yet"))
                  : Uni.createFrom().item(look);
            },
            IllegalStateException.class::isInstance,
            PATIENCE);
    assertThat(answer.await().atMost(PATIENCE)).isEqualTo(3);
  }

  @Test
  void whenPatienceEndsTheLastRefusalStands() {
    Uni<Integer> answer =
        bell.await(
            () -> {
              hours.incrementAndGet();
              return Uni.createFrom().failure(new IllegalStateException("not yet"));
            },
            IllegalStateException.class::isInstance,
            PATIENCE);
    assertThatThrownBy(() -> answer.await().atMost(PATIENCE)).hasMessage("not yet");
  }

  @Test
  void anotherRefusalIsPassedOnAtOnce() {
    AtomicInteger looks = new AtomicInteger();
    Uni<Integer> answer =
        bell.await(
            () -> {
              looks.incrementAndGet();
              return Uni.createFrom().failure(new IllegalArgumentException("never"));
            },
            IllegalStateException.class::isInstance,
            PATIENCE);
    assertThatThrownBy(() -> answer.await().atMost(PATIENCE)).hasMessage("never");
    assertThat(looks).hasValue(1);
  }
}
