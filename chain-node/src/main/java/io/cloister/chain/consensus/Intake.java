// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// What became of a transaction handed to the engine.
public enum Intake {
  /// It is durable and will be ordered.
  ACCEPTED,
  /// Too many are waiting; come back later.
  FULL,
  /// The engine stops or has failed.
  CLOSED
}
