// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import java.util.Map;

/// A type as a schema writes it; names are resolved when all declarations are known.
sealed interface SchemaType {
  /// A record without attributes.
  RecordOf EMPTY = new RecordOf(Map.of());

  /// An entity type, a common type, a primitive or an extension type.
  ///
  /// @param namespace where the name is written, with the colons behind it; empty for none
  record Named(String namespace, String name) implements SchemaType {}

  record SetOf(SchemaType member) implements SchemaType {}

  record RecordOf(Map<String, SchemaType> attributes) implements SchemaType {
    public RecordOf {
      attributes = Map.copyOf(attributes);
    }
  }
}
