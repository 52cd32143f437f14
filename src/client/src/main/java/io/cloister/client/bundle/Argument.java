// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Step.Verdict;
import io.cloister.protocol.encoding.MalformedException;
import java.util.ArrayList;
import java.util.List;

/// The steps so far. A step that fails ends the argument.
final class Argument {
  private final List<Step> steps = new ArrayList<>();

  /// Takes a step: what it proves is what the next ones build on.
  <T> T step(String name, Claim<T> claim) throws Refuted {
    try {
      Proof<T> proof = claim.prove();
      steps.add(new Step(name, Verdict.HELD, proof.detail()));
      return proof.fact();
    } catch (MalformedException e) {
      throw failed(name, "malformed: " + e.getMessage());
    } catch (Refuted e) {
      throw failed(name, String.valueOf(e.getMessage()));
    }
  }

  List<Step> steps() {
    return List.copyOf(steps);
  }

  private Refuted failed(String name, String why) {
    steps.add(new Step(name, Verdict.FAILED, why));
    return new Refuted(why);
  }

  /// Something that can be proven.
  @FunctionalInterface
  interface Claim<T> {
    /// Proves it.
    Proof<T> prove() throws Refuted, MalformedException;
  }

  /// Something proven.
  ///
  /// @param fact for the next steps
  /// @param detail for people
  record Proof<T>(T fact, String detail) {}
}
