// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.bundle;

import io.cloister.policy.Decision;
import io.cloister.protocol.encoding.Digest;

/// What came of deciding a recorded decision again.
public sealed interface Replay {
  /// The same bundle decides the same: verdict, determining policies and errors.
  record Identical(Decision decision) implements Replay {}

  /// The bundle decides otherwise: the record is false.
  record Differs(Decision recorded, Decision replayed) implements Replay {}

  /// The bundle at hand is not the one that the record names.
  record OtherBundle(Digest recorded, Digest found) implements Replay {}
}
