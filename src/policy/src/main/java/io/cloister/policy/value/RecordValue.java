// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;

/// A record: attributes by name.
public record RecordValue(Map<String, Value> attributes) implements Value {
  /// The record without attributes.
  public static final RecordValue EMPTY = new RecordValue(Map.of());

  public RecordValue {
    attributes = Collections.unmodifiableMap(new HashMap<>(attributes));
  }
}
