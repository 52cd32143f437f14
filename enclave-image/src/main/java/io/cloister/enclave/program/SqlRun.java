// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.ResultTable;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One statement over one fresh database: load, lock, check, run.
///
/// The order matters: the analyst's text is not looked at before files, network, extensions and
/// settings are out of reach, so that even a flaw in the check finds nothing to reach.
final class SqlRun {
  private static final List<String> LOCKS =
      List.of(
          "SET autoinstall_known_extensions = false",
          "SET autoload_known_extensions = false",
          "SET allow_community_extensions = false",
          "SET allow_unsigned_extensions = false",
          "SET allow_persistent_secrets = false",
          "SET enable_external_access = false",
          "SET lock_configuration = true");

  private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

  private final Session session;
  private final EngineJob job;
  private final Sql sql;

  SqlRun(Session session, EngineJob job) {
    this.session = session;
    this.job = job;
    this.sql = new Sql(session);
  }

  ResultTable answer() throws EngineRefusal {
    Bindings bindings = Bindings.of(job.declared(), job.values());
    new TableLoader(session).load(job.inputs());
    lock();
    Ast.Members checked = StatementCheck.check(sql.parse(job.text()), job.inputs(), job.declared());
    GroupRule.Guarded guarded = GroupRule.apply(sql, job.inputs(), checked);
    try {
      if (guarded.probe().isPresent()) {
        requireSingleRows(guarded.probe().get(), bindings);
      }
      return run(guarded.node(), bindings);
    } catch (SQLException e) {
      throw SqlFailures.ofStatement(e);
    }
  }

  private void lock() throws EngineRefusal {
    try (Statement statement = session.statement()) {
      for (String lock : LOCKS) {
        statement.execute(lock);
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the database cannot be locked");
    }
  }

  private void requireSingleRows(Ast.Members probe, Bindings bindings)
      throws SQLException, EngineRefusal {
    Bindings.Numbered numbered = Bindings.number(probe);
    try (PreparedStatement statement = session.prepare(sql.print(numbered.node()))) {
      bindings.bind(statement, numbered.names());
      try (ResultSet row = statement.executeQuery()) {
        if (!row.next() || !row.getBoolean(1)) {
          throw EngineRefusal.forbidden("a join repeats rows of a guarded table");
        }
      }
    }
  }

  private ResultTable run(Ast.Members node, Bindings bindings) throws SQLException, EngineRefusal {
    Ast.Members ordered = RowOrder.complete(sql, node, columnCount(node));
    Bindings.Numbered numbered = Bindings.number(ordered);
    try (PreparedStatement statement = session.prepare(sql.print(numbered.node()))) {
      bindings.bind(statement, numbered.names());
      try (ResultSet rows = statement.executeQuery()) {
        return read(rows);
      }
    }
  }

  private int columnCount(Ast.Members node) throws SQLException, EngineRefusal {
    String text = sql.print(Bindings.number(node).node());
    try (PreparedStatement statement = session.prepare(text)) {
      return statement.getMetaData().getColumnCount();
    }
  }

  private ResultTable read(ResultSet rows) throws SQLException, EngineRefusal {
    List<Column> columns = columns(rows.getMetaData());
    List<List<@Nullable String>> values = new ArrayList<>();
    long bytes = 0;
    while (rows.next()) {
      List<@Nullable String> row = new ArrayList<>(columns.size());
      for (int i = 0; i < columns.size(); i++) {
        String value = TypedValue.read(rows, i + 1, columns.get(i).type());
        row.add(value);
        bytes += 1 + (value == null ? 0 : value.getBytes(StandardCharsets.UTF_8).length);
      }
      values.add(row);
      if (values.size() > job.limits().rows() || bytes > job.limits().resultBytes()) {
        throw new EngineRefusal(FailureCode.RESULT_TOO_LARGE, "result beyond the limit");
      }
    }
    if (values.isEmpty() && job.inputs().stream().anyMatch(EngineInput::isGuarded)) {
      throw new EngineRefusal(FailureCode.GROUPS_TOO_SMALL, "no group is large enough");
    }
    return new ResultTable(columns, values);
  }

  private static List<Column> columns(ResultSetMetaData data) throws SQLException, EngineRefusal {
    List<Column> columns = new ArrayList<>();
    for (int i = 1; i <= data.getColumnCount(); i++) {
      ColumnType type = TypedValue.typeOf(data.getColumnTypeName(i));
      String label = data.getColumnLabel(i);
      // An expression without an alias is labelled with its text.
      columns.add(new Column(NAME.matcher(label).matches() ? label : "column_" + i, type));
    }
    return columns;
  }
}
