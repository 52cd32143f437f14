// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.FailureCode;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/// DuckDB's parser and printer as functions between text and tree.
final class Sql {
  private final Session session;

  Sql(Session session) {
    this.session = session;
  }

  /// Parses hostile text.
  ///
  /// @throws EngineRefusal if it does not parse, or is no SELECT
  Ast parse(String text) throws EngineRefusal {
    Ast.Members tree = (Ast.Members) AstText.read(call("SELECT json_serialize_sql(?)", text));
    if (tree.get("error") == Ast.Atom.TRUE) {
      throw tree.text("error_type").equals("parser")
          ? new EngineRefusal(FailureCode.SQL_SYNTAX, "does not parse")
          : EngineRefusal.forbidden("only SELECT may run");
    }
    return tree;
  }

  /// The node of a SELECT that the engine itself wrote.
  Ast.Members parseSelect(String own) throws EngineRefusal {
    Ast.Members tree = (Ast.Members) parse(own);
    return (Ast.Members) ((Ast.Members) tree.items("statements").getFirst()).get("node");
  }

  /// Prints a checked tree, and makes sure that the print reads as that very tree: what runs is
  /// what was checked.
  String print(Ast.Members node) throws EngineRefusal {
    Ast.Members statement =
        new Ast.Members(Map.of("node", node, "named_param_map", new Ast.Items(List.of())));
    Ast.Members whole =
        new Ast.Members(
            Map.of("error", Ast.Atom.FALSE, "statements", new Ast.Items(List.of(statement))));
    String printed = call("SELECT json_deserialize_sql(?)", AstText.write(whole));
    if (!parseSelect(printed).equals(node)) {
      throw EngineRefusal.forbidden("a construct whose print reads differently");
    }
    return printed;
  }

  private String call(String function, String argument) throws EngineRefusal {
    try (PreparedStatement statement = session.prepare(function)) {
      statement.setString(1, argument);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getString(1);
      }
    } catch (SQLException e) {
      throw SqlFailures.ofStatement(e);
    }
  }
}
