// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// Which names the wire records accept. What passes here is safe to show and to quote in SQL.
final class Identifiers {
  /// Largest name or term in bytes of UTF-8.
  static final int MAX_BYTES = 128;

  private static final Pattern SQL_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");
  private static final Pattern TENANT = Pattern.compile("[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?");
  private static final Pattern TERM =
      Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._:/#()+-]{0,127}");

  private Identifiers() {}

  static void requireSqlName(String name) {
    require(SQL_NAME, name, "an SQL name has letters, digits and underscores, at most 63");
  }

  static void requireTenant(String tenant) {
    require(TENANT, tenant, "a tenant has lower-case letters, digits and hyphens, at most 63");
  }

  static void requireTerm(String field, String term) {
    require(TERM, term, field + " has letters, digits, blanks and ._:/#()+-, at most 128");
  }

  static <T> void requireDistinct(String field, List<T> items, Function<T, String> key) {
    Set<String> seen = new HashSet<>();
    for (T item : items) {
      if (!seen.add(key.apply(item))) {
        throw new IllegalArgumentException(field + " names one thing twice");
      }
    }
  }

  private static void require(Pattern pattern, String name, String rule) {
    if (!pattern.matcher(name).matches()) {
      throw new IllegalArgumentException(rule);
    }
  }
}
