// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/// Tells many waiting readers of a new head. They wait on virtual threads.
final class HeadWatch {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final List<Consumer<Head>> listeners = new CopyOnWriteArrayList<>();
  private volatile Head head;

  HeadWatch(Head head) {
    this.head = head;
  }

  Head head() {
    return head;
  }

  void listen(Consumer<Head> listener) {
    listeners.add(listener);
  }

  /// Certificates may overtake each other: the newest head stays.
  void publish(Head next) {
    lock.lock();
    try {
      if (head.isCertified() && next.height() <= head.height()) {
        return;
      }
      head = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    listeners.forEach(listener -> listener.accept(next));
  }

  Head await(long height, Duration atMost) {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (!reaches(height) && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return head;
  }

  private boolean reaches(long height) {
    return head.isCertified() && head.height() >= height;
  }
}
