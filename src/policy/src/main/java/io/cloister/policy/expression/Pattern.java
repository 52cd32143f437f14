// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import static io.cloister.policy.expression.Types.text;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.BooleanValue;
import java.util.ArrayList;
import java.util.List;

/// The pattern of `like`: literal parts, separated by wildcards that stand for any text. Matches
/// greedily from the left, so the time is at most the product of both lengths.
record Pattern(List<String> literals) {
  Pattern {
    literals = List.copyOf(literals);
  }

  /// Reads `["Wildcard", {"Literal": "text"}, ...]`; neighbouring literals are one.
  static Pattern read(Json json) {
    List<String> literals = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    for (Json item : json.asItems()) {
      if (item instanceof Json.Members literal) {
        current.append(new Node(literal).only("Literal").asText());
        continue;
      }
      if (!item.asText().equals("Wildcard")) {
        throw new PolicyFormatException("unknown element of a pattern");
      }
      literals.add(current.toString());
      current.setLength(0);
    }
    literals.add(current.toString());
    return new Pattern(literals);
  }

  Expression like(Expression argument) {
    return (request, entities) ->
        BooleanValue.of(matches(text(argument.evaluate(request, entities))));
  }

  boolean matches(String text) {
    String first = literals.getFirst();
    if (literals.size() == 1) {
      return text.equals(first);
    }
    String last = literals.getLast();
    int end = text.length() - last.length();
    if (end < first.length() || !text.startsWith(first) || !text.endsWith(last)) {
      return false;
    }
    int at = first.length();
    for (String literal : literals.subList(1, literals.size() - 1)) {
      int found = text.indexOf(literal, at);
      if (found < 0 || found + literal.length() > end) {
        return false;
      }
      at = found + literal.length();
    }
    return true;
  }
}
