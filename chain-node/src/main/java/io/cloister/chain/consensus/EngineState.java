// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// Whether the engine orders.
public sealed interface EngineState {
  /// Not started, or replaying.
  record Starting() implements EngineState {}

  /// Orders what comes in.
  record Running() implements EngineState {}

  /// Stopped on request.
  record Closed() implements EngineState {}

  /// Stopped because going on could have forked this member: the disk failed, or the program has a
  /// fault. Only a restart helps.
  record Failed(String reason) implements EngineState {}
}
