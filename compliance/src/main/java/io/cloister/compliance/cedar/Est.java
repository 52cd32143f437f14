// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.json.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Builds nodes of Cedar's JSON policy form.
final class Est {
  private Est() {}

  static Json node(String operator, Json operands) {
    return new Json.Members(Map.of(operator, operands));
  }

  static Json binary(String operator, Json left, Json right) {
    return node(operator, members("left", left, "right", right));
  }

  static Json unary(String operator, Json argument) {
    return node(operator, new Json.Members(Map.of("arg", argument)));
  }

  static Json attribute(String operator, Json owner, String name) {
    return node(operator, members("left", owner, "attr", new Json.Text(name)));
  }

  static Json value(Json literal) {
    return node("Value", literal);
  }

  static Json call(String function, List<Json> arguments) {
    return node(function, new Json.Items(arguments));
  }

  static Json uid(String type, String id) {
    return members("type", new Json.Text(type), "id", new Json.Text(id));
  }

  static Json members(String firstName, Json first, String secondName, Json second) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put(firstName, first);
    members.put(secondName, second);
    return new Json.Members(members);
  }
}
