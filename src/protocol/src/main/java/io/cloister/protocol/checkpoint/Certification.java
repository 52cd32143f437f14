// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

/// Whether a roster stands for a checkpoint. Callers handle both.
public sealed interface Certification {
  /// More than two thirds of the weight do.
  ///
  /// @param checkpoint what they stand for
  record Certified(Checkpoint checkpoint) implements Certification {}

  /// They are not shown to.
  ///
  /// @param reason the first check that failed
  record Refused(String reason) implements Certification {}
}
