// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

/// Hears how far an upload is.
@FunctionalInterface
public interface ProgressListener {
  /// @param done bytes the gateway has
  /// @param total bytes there are
  void progress(long done, long total);
}
