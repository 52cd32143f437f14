// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// Tells many waiting readers of a new head. They wait on virtual threads.
final class HeadWatch {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private volatile Head head;

  HeadWatch(Head head) {
    this.head = head;
  }

  Head head() {
    return head;
  }

  void publish(Head next) {
    lock.lock();
    try {
      head = next;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  Head await(long height, Duration atMost) {
    long nanos = atMost.toNanos();
    lock.lock();
    try {
      while (head.height() < height && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
    return head;
  }
}
