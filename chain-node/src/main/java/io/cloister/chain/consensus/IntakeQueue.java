// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;

/// What waits to become part of an event: bounded in number and in bytes, so that a flood is
/// refused at the door and not by running out of memory.
final class IntakeQueue {
  /// Several times what one event holds; more would only wait longer.
  static final int MAX_WAITING = 4096;

  /// Of all waiting transactions together.
  static final int MAX_WAITING_BYTES = 16 << 20;

  /// Of one event: large enough to share one write to disk, small enough to send.
  static final int MAX_EVENT_BYTES = 1 << 18;

  /// One more than the body that the HTTP interface lets in, since any accepted transaction must
  /// fit into an event of its own.
  static final int MAX_TRANSACTION_BYTES = 1 << 20;

  /// The first byte of every payload says what follows.
  static final byte TICK = 0;

  static final byte TRANSACTION = 1;

  private final LinkedBlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
  private final Runnable wake;
  private final Semaphore places = new Semaphore(MAX_WAITING);
  private final Semaphore bytes = new Semaphore(MAX_WAITING_BYTES);
  private volatile boolean closed;

  /// @param wake called after something came in
  IntakeQueue(Runnable wake) {
    this.wake = wake;
  }

  /// Whether somebody waits for a payload who has to be answered.
  private enum Patience {
    BOUNDED,
    ENDLESS
  }

  /// One payload and whoever waits for it.
  static final class Waiting {
    private final byte[] payload;
    private final Patience patience;
    private final long since = System.nanoTime();
    private final CountDownLatch decided = new CountDownLatch(1);
    private volatile Intake intake = Intake.CLOSED;

    private Waiting(byte[] payload, Patience patience) {
      this.payload = payload;
      this.patience = patience;
    }

    /// The first outcome stays.
    private void settle(Intake outcome) {
      if (decided.getCount() > 0) {
        intake = outcome;
        decided.countDown();
      }
    }

    private Intake await() {
      try {
        decided.await();
        return intake;
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return Intake.CLOSED;
      }
    }
  }

  /// Waits in the queue until the engine has made the transaction durable.
  Intake submit(byte[] transaction) {
    if (transaction.length == 0 || transaction.length > MAX_TRANSACTION_BYTES) {
      throw new IllegalArgumentException("a transaction of " + transaction.length + " bytes");
    }
    if (!places.tryAcquire()) {
      return Intake.FULL;
    }
    if (!bytes.tryAcquire(transaction.length)) {
      places.release();
      return Intake.FULL;
    }
    byte[] payload = new byte[transaction.length + 1];
    payload[0] = TRANSACTION;
    System.arraycopy(transaction, 0, payload, 1, transaction.length);
    Waiting waiting = new Waiting(payload, Patience.BOUNDED);
    queue.add(waiting);
    wake.run();
    if (closed) {
      refuseAll();
    }
    try {
      return waiting.await();
    } finally {
      bytes.release(transaction.length);
      places.release();
    }
  }

  /// Queues a tick; nobody waits for it.
  void tick() {
    queue.add(new Waiting(new byte[] {TICK}, Patience.ENDLESS));
    wake.run();
  }

  /// Queues payloads again that were in an event which came to nothing.
  void again(List<byte[]> payloads) {
    payloads.forEach(payload -> queue.add(new Waiting(payload, Patience.ENDLESS)));
  }

  boolean isEmpty() {
    return queue.isEmpty();
  }

  /// Takes what fits into one event.
  List<Waiting> drain() {
    List<Waiting> batch = new ArrayList<>();
    int size = 0;
    for (Waiting next = queue.poll(); next != null; ) {
      batch.add(next);
      size += next.payload.length;
      Waiting head = queue.peek();
      boolean fits = head != null && size + head.payload.length <= MAX_EVENT_BYTES;
      next = fits ? queue.poll() : null;
    }
    return batch;
  }

  /// Refuses whoever has waited since before a moment: the network is halted, and a request must
  /// not hang as long as that lasts.
  ///
  /// @param moment of the system's nanosecond clock
  void refuseBefore(long moment) {
    queue.removeIf(waiting -> {
      boolean late = waiting.patience == Patience.BOUNDED && waiting.since - moment < 0;
      if (late) {
        waiting.settle(Intake.FULL);
      }
      return late;
    });
  }

  /// The payloads of a batch.
  static List<byte[]> payloads(List<Waiting> batch) {
    List<byte[]> payloads = new ArrayList<>(batch.size());
    batch.forEach(waiting -> payloads.add(waiting.payload));
    return payloads;
  }

  /// Tells whoever waits what became of a batch.
  static void settle(List<Waiting> batch, Intake outcome) {
    batch.forEach(waiting -> waiting.settle(outcome));
  }

  /// Refuses everything that still waits, and whatever comes later.
  void close() {
    closed = true;
    refuseAll();
  }

  private void refuseAll() {
    Waiting next = queue.poll();
    while (next != null) {
      next.settle(Intake.CLOSED);
      next = queue.poll();
    }
  }

  /// How many transactions wait.
  int waiting() {
    return MAX_WAITING - places.availablePermits();
  }
}
