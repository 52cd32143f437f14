// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import static io.cloister.enclave.program.StatementCheck.lower;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Enforces the owners' minimum group size on a statement that passed [StatementCheck].
///
/// An input with a minimum above one is guarded. The rule for guarded inputs is strict, so that it
/// can be argued in a few lines:
///
/// 1. Guarded tables are read by one query node only, so that no two overlapping row sets of one
///    statement can be subtracted from each other. It is not inside a join, a set operation or an
///    expression, so it runs once.
/// 2. That node groups by one grouping set (its groups are disjoint), and hands out aggregates of
///    [Vocabulary#GROUP_AGGREGATES] over plain columns only: no FILTER, CASE or arithmetic inside,
///    by which one row could be singled out or given a weight of its own.
/// 3. A HAVING is added: each guarded table gives each group at least so many distinct units.
/// 4. Before the run, a probe shows that joins repeat no guarded row (see [Guarded]): repeated rows
///    would weigh differently or lie in overlapping groups.
/// 5. Casts in that node are tried, not forced: a failing cast would tell of one row by failing.
///
/// What the rest of the statement makes of the node's answer is its own affair: the answer itself
/// could be handed out. Comparing the answers of several jobs is beyond this rule; each needs the
/// owners' approval of its exact text.
final class GroupRule {
  /// A statement under the rule.
  ///
  /// @param node what to run
  /// @param probe to be run first: its only value must be true; empty if nothing is guarded, or
  ///   nothing joined
  record Guarded(Ast.Members node, Optional<Ast.Members> probe) {}

  private final Sql sql;
  private final List<EngineInput> inputs;
  private final Ast.Members top;

  private GroupRule(Sql sql, List<EngineInput> inputs, Ast.Members top) {
    this.sql = sql;
    this.inputs = inputs;
    this.top = top;
  }

  /// Checks a statement and adds the guard to it.
  static Guarded apply(Sql sql, List<EngineInput> inputs, Ast.Members top) throws EngineRefusal {
    if (inputs.stream().noneMatch(EngineInput::isGuarded)) {
      return new Guarded(top, Optional.empty());
    }
    return new GroupRule(sql, inputs, top).apply();
  }

  private Guarded apply() throws EngineRefusal {
    GuardedShape shape = GuardedShape.of(top, this::isGuarded);
    if (shape.raw().isEmpty()) {
      return new Guarded(top, Optional.empty());
    }
    Ast.Members raw = shape.raw().get();
    List<Ast.Members> tables = GuardedShape.tablesOf(raw);
    checkGrouping(raw);
    checkExpressions(raw, tables);
    Ast.Members node = (Ast.Members) top.replace(raw, guard(raw, tables));
    return new Guarded(node, tables.size() > 1 ? Optional.of(probe(shape, raw)) : Optional.empty());
  }

  private static void checkGrouping(Ast.Members raw) throws EngineRefusal {
    if (!raw.text("aggregate_handling").equals("STANDARD_HANDLING")) {
      throw EngineRefusal.forbidden("GROUP BY ALL over a guarded table");
    }
    int keys = raw.items("group_expressions").size();
    List<Ast> sets = raw.items("group_sets");
    boolean oneSet =
        keys == 0
            ? sets.isEmpty()
            : sets.size() == 1
                && sets.getFirst() instanceof Ast.Items(List<Ast> set)
                && set.size() == keys;
    if (!oneSet) {
      throw EngineRefusal.forbidden("several grouping sets over a guarded table");
    }
  }

  private void checkExpressions(Ast.Members raw, List<Ast.Members> tables) throws EngineRefusal {
    Set<String> owned = columnsOf(tables);
    RefusingVisitor visitor =
        new RefusingVisitor(object -> {
          switch (object.text("class")) {
            case "WINDOW", "STAR" ->
                throw EngineRefusal.forbidden(object.text("class") + " over a guarded table");
            case "FUNCTION" -> checkFunction(object, owned);
            default -> {}
          }
        });
    raw.visit(visitor);
    visitor.rethrow();
    if (raw.has("qualify")) {
      throw EngineRefusal.forbidden("QUALIFY over a guarded table");
    }
  }

  private static void checkFunction(Ast.Members function, Set<String> owned) throws EngineRefusal {
    String name = lower(function.text("function_name"));
    if (Vocabulary.SCALARS.contains(name)) {
      return;
    }
    if (!Vocabulary.GROUP_AGGREGATES.contains(name)) {
      throw EngineRefusal.forbidden("aggregate " + name + " over a guarded table");
    }
    boolean ordered =
        function.get("order_bys") instanceof Ast.Members order && !order.items("orders").isEmpty();
    boolean distinct = function.get("distinct") == Ast.Atom.TRUE && !name.equals("count");
    if (function.has("filter") || ordered || distinct) {
      throw EngineRefusal.forbidden("FILTER, ORDER BY or DISTINCT in an aggregate");
    }
    for (Ast argument : function.items("arguments")) {
      if (!isColumn(((Ast.Members) argument).get("expression"), owned)) {
        throw EngineRefusal.forbidden("an aggregate of more than a column");
      }
    }
  }

  /// A column of a table, possibly cast. An alias of the select list is none: it may be anything.
  private static boolean isColumn(Ast expression, Set<String> owned) {
    if (!(expression instanceof Ast.Members object)) {
      return false;
    }
    if (object.text("class").equals("CAST")) {
      return isColumn(object.get("child"), owned);
    }
    List<Ast> names = object.items("column_names");
    return names.size() == 2
        || (names.size() == 1
            && names.getFirst() instanceof Ast.Text(String name)
            && owned.contains(lower(name)));
  }

  private Ast.Members guard(Ast.Members raw, List<Ast.Members> tables) throws EngineRefusal {
    List<String> conditions = new ArrayList<>();
    for (Ast.Members table : tables) {
      Optional<EngineInput> input = input(table).filter(EngineInput::isGuarded);
      input.ifPresent(owner ->
          conditions.add(
              "count(DISTINCT " + unit(table, owner) + ") >= " + owner.rules().minimumGroupSize()));
    }
    String guard = String.join(" AND ", conditions);
    Ast.Members having = sql.parseSelect("SELECT 1 HAVING " + guard);
    Ast condition = having.get("having");
    if (raw.has("having")) {
      Ast.Members both =
          (Ast.Members) sql.parseSelect("SELECT 1 HAVING (true) AND (false)").get("having");
      condition = both.with("children", new Ast.Items(List.of(raw.get("having"), condition)));
    }
    Ast.Members tried =
        (Ast.Members)
            raw.rewrite(object ->
                object.text("class").equals("CAST")
                    ? object.with("try_cast", Ast.Atom.TRUE)
                    : object);
    return tried.with("having", condition);
  }

  private Ast.Members probe(GuardedShape shape, Ast.Members raw) throws EngineRefusal {
    String conditions =
        GuardedShape.tablesOf(raw).stream()
            .filter(this::isGuarded)
            .map(table -> rowOf(table))
            .map(row -> "count(" + row + ") = count(DISTINCT " + row + ")")
            .collect(Collectors.joining(" AND "));
    Ast.Items none = new Ast.Items(List.of());
    return raw.with("select_list", sql.parseSelect("SELECT " + conditions).get("select_list"))
        .with("group_expressions", none)
        .with("group_sets", none)
        .with("modifiers", none)
        .with("having", Ast.Atom.NULL)
        .with("cte_map", shape.visibleToRaw());
  }

  private static String unit(Ast.Members table, EngineInput owner) {
    List<String> units = owner.rules().unitColumns();
    if (units.isEmpty()) {
      return rowOf(table);
    }
    String columns =
        units.stream()
            .map(column -> quote(GuardedShape.nameOf(table)) + "." + quote(column))
            .collect(Collectors.joining(", "));
    return units.size() == 1 ? columns : "row(" + columns + ")";
  }

  private static String rowOf(Ast.Members table) {
    return quote(GuardedShape.nameOf(table)) + ".rowid";
  }

  private static String quote(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }

  private Set<String> columnsOf(List<Ast.Members> tables) {
    Set<String> columns = new HashSet<>();
    for (Ast.Members table : tables) {
      input(table)
          .ifPresent(input -> input.columns().forEach(column -> columns.add(lower(column.name()))));
    }
    return columns;
  }

  private boolean isGuarded(Ast.Members table) {
    return input(table).filter(EngineInput::isGuarded).isPresent();
  }

  private Optional<EngineInput> input(Ast.Members table) {
    String name = lower(table.text("table_name"));
    return inputs.stream().filter(input -> lower(input.table()).equals(name)).findFirst();
  }
}
