// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Carries the first refusal of a check out of a walk over a tree.
final class RefusingVisitor implements Consumer<Ast.Members> {
  /// Looks at one object.
  @FunctionalInterface
  interface Check {
    void look(Ast.Members object) throws EngineRefusal;
  }

  private final Check check;
  private @Nullable EngineRefusal refusal;

  RefusingVisitor(Check check) {
    this.check = check;
  }

  @Override
  public void accept(Ast.Members object) {
    if (refusal != null) {
      return;
    }
    try {
      check.look(object);
    } catch (EngineRefusal first) {
      refusal = first;
    }
  }

  void rethrow() throws EngineRefusal {
    if (refusal != null) {
      throw refusal;
    }
  }
}
