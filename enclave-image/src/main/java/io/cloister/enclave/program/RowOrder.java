// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.util.ArrayList;
import java.util.List;

/// Gives a result one order: the query's own ORDER BY first, then all output columns from the left,
/// ascending. Replicas then agree on the order of equal rows, and on which rows a LIMIT keeps.
final class RowOrder {
  private RowOrder() {}

  /// Completes the order of a statement.
  ///
  /// @param columns how many columns the statement gives
  static Ast.Members complete(Sql sql, Ast.Members node, int columns) throws EngineRefusal {
    StringBuilder positions = new StringBuilder("SELECT 1 ORDER BY 1");
    for (int i = 2; i <= columns; i++) {
      positions.append(", ").append(i);
    }
    Ast.Members total =
        (Ast.Members) sql.parseSelect(positions.toString()).items("modifiers").get(0);
    List<Ast> modifiers = new ArrayList<>();
    boolean ordered = false;
    for (Ast modifier : node.items("modifiers")) {
      Ast.Members members = (Ast.Members) modifier;
      boolean limits = members.text("type").equals("LIMIT_MODIFIER");
      if (limits && !ordered) {
        modifiers.add(total);
        ordered = true;
      }
      boolean orders = members.text("type").equals("ORDER_MODIFIER");
      modifiers.add(orders ? extend(members, total) : members);
      ordered |= orders;
    }
    if (!ordered) {
      modifiers.add(total);
    }
    return node.with("modifiers", new Ast.Items(modifiers));
  }

  private static Ast.Members extend(Ast.Members own, Ast.Members total) {
    List<Ast> orders = new ArrayList<>(own.items("orders"));
    boolean all =
        orders.stream()
            .anyMatch(order ->
                ((Ast.Members) ((Ast.Members) order).get("expression"))
                    .text("class")
                    .equals("STAR"));
    if (!all) {
      orders.addAll(total.items("orders"));
    }
    return own.with("orders", new Ast.Items(orders));
  }
}
