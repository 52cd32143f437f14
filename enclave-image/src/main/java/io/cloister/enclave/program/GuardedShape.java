// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static io.cloister.enclave.program.StatementCheck.lower;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Where in a statement guarded tables are read: in one node at most, which runs once and sees no
/// other node's rows.
///
/// @param raw the node that reads them
/// @param visibleToRaw the WITH queries that it may name
record GuardedShape(Optional<Ast.Members> raw, Ast.Members visibleToRaw) {
  private static final Ast.Members NO_QUERIES =
      new Ast.Members(Map.of("map", new Ast.Items(List.of())));

  /// Finds the node.
  ///
  /// @throws EngineRefusal if the statement has a shape in which rows could be compared
  static GuardedShape of(Ast.Members top, Predicate<Ast.Members> isGuarded) throws EngineRefusal {
    refuseEverywhere(top);
    List<Ast> earlier = new ArrayList<>();
    List<GuardedShape> found = new ArrayList<>();
    for (Ast entry : ctes(top)) {
      Ast.Members query =
          (Ast.Members) ((Ast.Members) ((Ast.Members) entry).get("value")).get("query_node");
      if (!ctes(query).isEmpty()) {
        throw EngineRefusal.forbidden("WITH inside WITH over a guarded table");
      }
      addRaw(query, isGuarded, earlier, found);
      earlier.add(entry);
    }
    addRaw(top, isGuarded, earlier, found);
    return switch (found.size()) {
      case 0 -> new GuardedShape(Optional.empty(), NO_QUERIES);
      case 1 -> found.getFirst();
      default -> throw EngineRefusal.forbidden("guarded tables are read more than once");
    };
  }

  /// The tables of a FROM clause; nested queries are not entered.
  static List<Ast.Members> tablesOf(Ast.Members node) {
    List<Ast.Members> tables = new ArrayList<>();
    addTables(node.get("from_table"), tables);
    return tables;
  }

  /// The name by which columns of a table are qualified.
  static String nameOf(Ast.Members table) {
    return table.text("alias").isEmpty() ? table.text("table_name") : table.text("alias");
  }

  private static void addRaw(
      Ast.Members node,
      Predicate<Ast.Members> isGuarded,
      List<Ast> earlier,
      List<GuardedShape> found)
      throws EngineRefusal {
    Ast.Members inner = node;
    while (inner.get("from_table") instanceof Ast.Members from
        && from.text("type").equals("SUBQUERY")) {
      inner = (Ast.Members) ((Ast.Members) from.get("subquery")).get("node");
      if (!ctes(inner).isEmpty()) {
        throw EngineRefusal.forbidden("WITH inside a subquery over a guarded table");
      }
    }
    List<Ast.Members> tables = tablesOf(inner);
    if (tables.stream().noneMatch(isGuarded)) {
      return;
    }
    Ast.Members visible = NO_QUERIES.with("map", new Ast.Items(List.copyOf(earlier)));
    found.add(new GuardedShape(Optional.of(inner), visible));
  }

  private static void refuseEverywhere(Ast.Members top) throws EngineRefusal {
    RefusingVisitor visitor =
        new RefusingVisitor(object -> {
          if (object.text("class").equals("SUBQUERY")) {
            throw EngineRefusal.forbidden("a subquery in an expression, over a guarded table");
          }
          if (object.text("type").equals("SET_OPERATION_NODE")) {
            throw EngineRefusal.forbidden("a set operation over a guarded table");
          }
          if (!object.items("column_name_alias").isEmpty()) {
            throw EngineRefusal.forbidden("renamed columns of a guarded table");
          }
          if (object.text("type").equals("JOIN")) {
            refuseSubquery(object.get("left"));
            refuseSubquery(object.get("right"));
          }
        });
    top.visit(visitor);
    visitor.rethrow();
  }

  /// A subquery beside a table may read that table's row (LATERAL is implied).
  private static void refuseSubquery(Ast side) throws EngineRefusal {
    if (side instanceof Ast.Members table && lower(table.text("type")).equals("subquery")) {
      throw EngineRefusal.forbidden("a subquery in a join: name it by WITH");
    }
  }

  private static List<Ast> ctes(Ast.Members node) {
    return node.get("cte_map") instanceof Ast.Members map ? map.items("map") : List.of();
  }

  private static void addTables(Ast from, List<Ast.Members> tables) {
    if (!(from instanceof Ast.Members reference)) {
      return;
    }
    switch (reference.text("type")) {
      case "BASE_TABLE" -> tables.add(reference);
      case "JOIN" -> {
        addTables(reference.get("left"), tables);
        addTables(reference.get("right"), tables);
      }
      default -> {}
    }
  }
}
