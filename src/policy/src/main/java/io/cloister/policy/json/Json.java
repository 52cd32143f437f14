// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.json;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One JSON value, as far as Cedar uses JSON: numbers are whole and fit 64 bits.
public sealed interface Json {
  /// An object; members keep their order and are unique.
  record Members(Map<String, Json> members) implements Json {
    public Members {
      members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    /// The member of that name, which must be there.
    ///
    /// @throws PolicyFormatException when it is not
    public Json require(String name) {
      Json member = members.get(name);
      if (member == null) {
        throw new PolicyFormatException("member \"" + name + "\" is missing");
      }
      return member;
    }

    public Optional<Json> find(String name) {
      return Optional.ofNullable(members.get(name));
    }
  }

  /// An array.
  record Items(List<Json> items) implements Json {
    public Items {
      items = List.copyOf(items);
    }
  }

  /// A string of whole Unicode characters: lone surrogates are refused when it is read.
  record Text(String text) implements Json {}

  /// A whole number.
  record Whole(long number) implements Json {}

  /// `true`, `false` or `null`.
  enum Literal implements Json {
    TRUE,
    FALSE,
    NULL
  }

  /// This value as an object.
  ///
  /// @throws PolicyFormatException when it is something else
  default Members asMembers() {
    if (this instanceof Members object) {
      return object;
    }
    throw new PolicyFormatException("expected a JSON object");
  }

  /// This value as the items of an array.
  ///
  /// @throws PolicyFormatException when it is something else
  default List<Json> asItems() {
    if (this instanceof Items array) {
      return array.items();
    }
    throw new PolicyFormatException("expected a JSON array");
  }

  /// This value as a string.
  ///
  /// @throws PolicyFormatException when it is something else
  default String asText() {
    if (this instanceof Text string) {
      return string.text();
    }
    throw new PolicyFormatException("expected a JSON string");
  }
}
