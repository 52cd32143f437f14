// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.json;

import java.util.List;
import java.util.Map;

/// A JSON value. Numbers are whole numbers: nothing that Cloister reads has others.
public sealed interface Json {
  /// @param members by name, in the order of the text; no name occurs twice
  record Members(Map<String, Json> members) implements Json {}

  /// @param elements in order
  record Elements(List<Json> elements) implements Json {}

  /// @param value decoded
  record Text(String value) implements Json {}

  /// @param value exact
  record Whole(long value) implements Json {}

  /// @param value true or false
  record Truth(boolean value) implements Json {}

  /// The value null.
  record Nothing() implements Json {}
}
