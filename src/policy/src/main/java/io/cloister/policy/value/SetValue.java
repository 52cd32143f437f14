// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/// A set of values, which may be of different types.
public record SetValue(Set<Value> members) implements Value {
  public SetValue {
    members = Collections.unmodifiableSet(new HashSet<>(members));
  }

  public static SetValue of(Collection<? extends Value> members) {
    return new SetValue(new HashSet<>(members));
  }

  /// The set of these strings.
  public static SetValue ofStrings(Collection<String> strings) {
    return of(strings.stream().map(StringValue::new).toList());
  }
}
