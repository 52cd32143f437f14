// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.Parameter;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The submitter's values, checked against the declared parameters. Values meet a statement only as
/// prepared parameters; they are never part of its text.
final class Bindings {
  private final Map<String, Object> values;

  private Bindings(Map<String, Object> values) {
    this.values = values;
  }

  /// Takes exactly one value for each declared parameter.
  static Bindings of(List<Column> declared, List<Parameter> given) throws EngineRefusal {
    Map<String, String> texts = new HashMap<>();
    for (Parameter parameter : given) {
      if (texts.put(parameter.name(), parameter.value()) != null) {
        throw invalid("a parameter is given twice");
      }
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Column parameter : declared) {
      String text = texts.remove(parameter.name());
      if (text == null) {
        throw invalid("parameter " + parameter.name() + " is missing");
      }
      values.put(parameter.name(), TypedValue.parse(text, parameter.type()));
    }
    if (!texts.isEmpty()) {
      throw invalid("a parameter is not declared");
    }
    return new Bindings(values);
  }

  /// A statement with its parameters numbered from 1, in the order of their first use.
  ///
  /// @param node the renumbered statement
  /// @param names the parameter of each number
  record Numbered(Ast.Members node, List<String> names) {}

  /// Numbers the parameters of a statement.
  static Numbered number(Ast.Members node) {
    List<String> names = new ArrayList<>();
    Ast.Members numbered =
        (Ast.Members)
            node.rewrite(object -> {
              if (!object.text("class").equals("PARAMETER")) {
                return object;
              }
              String name = object.text("identifier");
              if (!names.contains(name)) {
                names.add(name);
              }
              String number = String.valueOf(names.indexOf(name) + 1);
              return object.with("identifier", new Ast.Text(number));
            });
    return new Numbered(numbered, names);
  }

  /// Binds the values of these parameters, in order.
  void bind(PreparedStatement statement, List<String> names) throws SQLException {
    for (int i = 0; i < names.size(); i++) {
      statement.setObject(i + 1, values.get(names.get(i)));
    }
  }

  private static EngineRefusal invalid(String reason) {
    return new EngineRefusal(FailureCode.PARAMETER_INVALID, reason);
  }
}
