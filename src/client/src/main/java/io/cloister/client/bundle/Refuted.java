// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

/// A step of the argument does not hold; the message says why.
final class Refuted extends Exception {
  private static final long serialVersionUID = 1L;

  Refuted(String why) {
    super(why);
  }

  /// Goes on only if the claim holds.
  static void unless(boolean holds, String why) throws Refuted {
    if (!holds) {
      throw new Refuted(why);
    }
  }
}
