// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.Column;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Decides on the syntax tree whether a statement stays within what any program may do: one SELECT
/// over the job's own tables, made of the [Vocabulary] alone.
///
/// The statement is hostile. Every object of the tree is looked at, so that an expression cannot
/// hide in a place that this class does not know.
final class StatementCheck {
  private final Set<String> tables = new HashSet<>();
  private final Set<String> columns = new HashSet<>();
  private final Set<String> parameters = new HashSet<>();

  private StatementCheck(List<EngineInput> inputs, List<Column> parameters) {
    for (EngineInput input : inputs) {
      tables.add(lower(input.table()));
      input.columns().forEach(column -> columns.add(lower(column.name())));
    }
    parameters.forEach(parameter -> this.parameters.add(parameter.name()));
  }

  /// The one query node of a statement that may run.
  ///
  /// @param serialized DuckDB's answer to `json_serialize_sql`
  static Ast.Members check(Ast serialized, List<EngineInput> inputs, List<Column> parameters)
      throws EngineRefusal {
    StatementCheck check = new StatementCheck(inputs, parameters);
    Ast.Members node = onlyStatement(serialized);
    RefusingVisitor shadows = new RefusingVisitor(check::refuseShadows);
    node.visit(shadows);
    shadows.rethrow();
    check.collectNames(node);
    RefusingVisitor visitor = new RefusingVisitor(check::look);
    node.visit(visitor);
    visitor.rethrow();
    return node;
  }

  static String lower(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  private static Ast.Members onlyStatement(Ast serialized) throws EngineRefusal {
    List<Ast> statements =
        serialized instanceof Ast.Members root ? root.items("statements") : List.of();
    if (statements.size() != 1) {
      throw EngineRefusal.forbidden("a program is one statement");
    }
    if (statements.getFirst() instanceof Ast.Members statement
        && statement.get("node") instanceof Ast.Members node) {
      return node;
    }
    throw EngineRefusal.forbidden("a program is one SELECT");
  }

  private void refuseShadows(Ast.Members object) throws EngineRefusal {
    Ast.Members map = object.get("cte_map") instanceof Ast.Members found ? found : object;
    for (Ast entry : map.items("map")) {
      if (tables.contains(lower(((Ast.Members) entry).text("key")))) {
        throw EngineRefusal.forbidden("WITH gives an input's name to something else");
      }
    }
  }

  /// Names that a statement gives itself: aliases of columns, and tables by WITH.
  private void collectNames(Ast.Members node) {
    node.visit(object -> {
      if (object.has("class")) {
        columns.add(lower(object.text("alias")));
      }
      for (String list : List.of("column_name_alias", "aliases")) {
        object.items(list).forEach(name -> addText(columns, name));
      }
      if (object.get("cte_map") instanceof Ast.Members map) {
        map.items("map").forEach(entry -> addText(tables, ((Ast.Members) entry).get("key")));
      }
    });
    columns.remove("");
  }

  private static void addText(Set<String> names, Ast name) {
    if (name instanceof Ast.Text(String value)) {
      names.add(lower(value));
    }
  }

  private void look(Ast.Members object) throws EngineRefusal {
    requireAbsent(object, "sample", "at_clause", "ranking_expression", "replace_list");
    if (object.has("class")) {
      requireIn(Vocabulary.EXPRESSIONS, object.text("class"));
      lookAtExpression(object);
    } else if (object.has("type") && !object.text("type").isEmpty()) {
      requireIn(Vocabulary.NODES, object.text("type"));
      lookAtNode(object);
    }
  }

  private void lookAtNode(Ast.Members node) throws EngineRefusal {
    switch (node.text("type")) {
      case "BASE_TABLE" -> {
        requireUnqualified(node);
        if (!tables.contains(lower(node.text("table_name")))) {
          throw EngineRefusal.unknown("no such table");
        }
      }
      case "JOIN" -> {
        requireIn(Vocabulary.JOINS, node.text("join_type"));
        requireIn(Vocabulary.JOIN_FORMS, node.text("ref_type"));
      }
      case "LIMIT_MODIFIER" -> lookAtLimit(node);
      case "DISTINCT_MODIFIER" -> {
        if (!node.items("distinct_on_targets").isEmpty()) {
          throw EngineRefusal.forbidden("DISTINCT ON depends on the order of rows");
        }
      }
      default -> {}
    }
  }

  private static void lookAtLimit(Ast.Members limit) throws EngineRefusal {
    if (!limit.text("limit_type").equals("ROW_COUNT")) {
      throw EngineRefusal.forbidden("LIMIT takes a number of rows");
    }
    for (String bound : List.of("limit", "offset")) {
      boolean fixed =
          !(limit.get(bound) instanceof Ast.Members expression)
              || Set.of("CONSTANT", "PARAMETER").contains(expression.text("class"));
      if (!fixed) {
        throw EngineRefusal.forbidden("LIMIT takes a number or a parameter");
      }
    }
  }

  private void lookAtExpression(Ast.Members expression) throws EngineRefusal {
    switch (expression.text("class")) {
      case "COLUMN_REF" -> lookAtColumn(expression.items("column_names"));
      case "PARAMETER" -> {
        if (!parameters.contains(expression.text("identifier"))) {
          throw EngineRefusal.unknown("no such parameter");
        }
      }
      case "FUNCTION" -> lookAtFunction(expression);
      case "OPERATOR" -> requireIn(Vocabulary.OPERATORS, expression.text("type"));
      case "WINDOW" -> lookAtWindow(expression);
      case "TYPE" -> requireIn(Vocabulary.TYPES, lower(expression.text("type_name")));
      case "STAR" -> {
        if (expression.get("columns") != Ast.Atom.FALSE || expression.has("expr")) {
          throw EngineRefusal.forbidden("COLUMNS(...)");
        }
      }
      default -> {}
    }
  }

  private void lookAtColumn(List<Ast> names) throws EngineRefusal {
    if (names.isEmpty() || names.size() > 2) {
      throw EngineRefusal.forbidden("a column is named by itself or by its table");
    }
    String name = names.getLast() instanceof Ast.Text(String value) ? lower(value) : "";
    if (Vocabulary.DECEPTIVE_COLUMNS.contains(name)) {
      throw EngineRefusal.forbidden(name);
    }
    if (!columns.contains(name)) {
      throw EngineRefusal.unknown("no such column");
    }
  }

  private static void lookAtFunction(Ast.Members function) throws EngineRefusal {
    requireUnqualified(function);
    String name = lower(function.text("function_name"));
    if (!Vocabulary.SCALARS.contains(name) && !Vocabulary.AGGREGATES.contains(name)) {
      throw EngineRefusal.forbidden("function " + name);
    }
    if (function.get("export_state") == Ast.Atom.TRUE) {
      throw EngineRefusal.forbidden("EXPORT_STATE");
    }
  }

  private static void lookAtWindow(Ast.Members window) throws EngineRefusal {
    requireUnqualified(window);
    requireIn(Vocabulary.WINDOWS, window.text("type"));
    String name = lower(window.text("function_name"));
    if (!Vocabulary.AGGREGATES.contains(name) && !Vocabulary.WINDOW_FUNCTIONS.contains(name)) {
      throw EngineRefusal.forbidden("window function " + name);
    }
  }

  private static void requireUnqualified(Ast.Members object) throws EngineRefusal {
    for (String qualifier : List.of("schema", "catalog", "schema_name", "catalog_name")) {
      if (!object.text(qualifier).isEmpty()) {
        throw EngineRefusal.forbidden("names of schemas and catalogs");
      }
    }
    if (object.get("qualified_name") instanceof Ast.Members name && name.items("path").size() > 1) {
      throw EngineRefusal.forbidden("names of schemas and catalogs");
    }
  }

  private static void requireAbsent(Ast.Members object, String... names) throws EngineRefusal {
    for (String name : names) {
      boolean absent = !object.has(name) || object.get(name).equals(new Ast.Items(List.of()));
      if (!absent) {
        throw EngineRefusal.forbidden(name.replace('_', ' '));
      }
    }
  }

  private static void requireIn(Set<String> allowed, String construct) throws EngineRefusal {
    if (!allowed.contains(construct)) {
      throw EngineRefusal.forbidden("construct " + construct);
    }
  }
}
