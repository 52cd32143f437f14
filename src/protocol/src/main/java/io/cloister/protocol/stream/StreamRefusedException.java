// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import java.io.IOException;

/// A sealed stream is not what its owner sealed: altered, cut, extended or reordered, or opened
/// with another key or another context. Nothing from the named segment on was handed out.
public final class StreamRefusedException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long segment;

  StreamRefusedException(long segment, String why) {
    super("segment " + segment + " of the sealed stream is refused: " + why);
    this.segment = segment;
  }

  /// The first segment that could not be opened, from 0.
  public long segment() {
    return segment;
  }
}
