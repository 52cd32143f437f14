// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

/// What a [LightClient] concluded about something it was shown. Callers handle both.
///
/// @param <T> what is final
public sealed interface Finality<T> {
  /// It is final: more than two thirds of the validators' weight stand for it.
  ///
  /// @param value what is final
  /// @param header the certified header of its block
  record Final<T>(T value, Header header) implements Finality<T> {}

  /// It is not shown to be final.
  ///
  /// @param reason the first check that failed
  record Refused<T>(String reason) implements Finality<T> {}
}
