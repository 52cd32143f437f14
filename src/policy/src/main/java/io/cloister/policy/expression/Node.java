// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import java.util.Set;

/// One object of the JSON policy form. Members that are not expected are refused: another reader
/// might give them a meaning.
record Node(Json.Members json) {
  static Node of(Json json, String... expected) {
    Json.Members members = json.asMembers();
    if (!Set.of(expected).containsAll(members.members().keySet())) {
      throw new PolicyFormatException("unexpected member beside " + String.join(", ", expected));
    }
    return new Node(members);
  }

  Json require(String name) {
    return json.require(name);
  }

  String text(String name) {
    return json.require(name).asText();
  }

  /// The value of the single member of that name.
  Json only(String name) {
    return of(json, name).require(name);
  }
}
