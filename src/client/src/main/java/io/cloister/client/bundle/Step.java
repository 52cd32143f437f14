// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

/// One step of the argument that a bundle proves its job.
///
/// @param name what the step is about, one word
/// @param verdict whether it held
/// @param detail what it proved, or why it failed
public record Step(String name, Verdict verdict, String detail) {
  /// How a step came out.
  public enum Verdict {
    /// What the step claims is proven.
    HELD,
    /// It is not: the argument ends here.
    FAILED
  }

  /// Whether the step held.
  public boolean ok() {
    return verdict == Verdict.HELD;
  }
}
