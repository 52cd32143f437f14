// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import static java.util.Objects.requireNonNull;

/// A string of Unicode characters.
public record StringValue(String text) implements Value {
  public StringValue {
    requireNonNull(text, "text");
  }
}
