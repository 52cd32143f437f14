// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import java.time.Duration;

/// How to wait: by sleeping, or in tests by not.
@FunctionalInterface
public interface Pause {
  /// Returns after this time.
  void pause(Duration time) throws InterruptedException;
}
