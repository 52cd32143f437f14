// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.protocol.encoding.Digest;

/// Vouches for the log of headers: makes a checkpoint that is cosigned by more than two thirds of
/// the gatekeepers' weight.
@FunctionalInterface
public interface Certifier {
  /// Certifies the log at a size. The blocks are durable already: a gatekeeper never signs what it
  /// could forget.
  ///
  /// @return a signed note (C2SP tlog-checkpoint, tlog-cosignature)
  String certify(long size, Digest root);
}
