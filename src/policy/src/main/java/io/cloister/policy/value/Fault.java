// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

/// Why an expression has no value. A policy whose condition fails is skipped and reported; it
/// neither permits nor forbids (Cedar: "errors skip the policy").
public enum Fault {
  /// An operator met a value of another type.
  TYPE,
  /// Integer, decimal, datetime or duration arithmetic left its range.
  OVERFLOW,
  /// An extension function was called with the wrong number of arguments.
  ARITY,
  /// An attribute or tag was read of an entity that was not supplied.
  MISSING_ENTITY,
  /// The record or entity has no such attribute.
  MISSING_ATTRIBUTE,
  /// The entity has no such tag.
  MISSING_TAG,
  /// The argument of an extension constructor does not parse.
  EXTENSION
}
