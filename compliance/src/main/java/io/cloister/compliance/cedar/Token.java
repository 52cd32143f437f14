// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

/// One token of Cedar text. Of a string, `text` is what stands between the quotes, escapes
/// included, since patterns read them otherwise than strings.
record Token(Kind kind, String text) {
  enum Kind {
    NAME,
    NUMBER,
    STRING,
    SYMBOL,
    END
  }

  boolean is(String symbolOrName) {
    return (kind == Kind.SYMBOL || kind == Kind.NAME) && text.equals(symbolOrName);
  }
}
