// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.FailureCode;
import java.sql.SQLException;
import java.util.List;

/// What the database's errors mean to a submitter. Its messages quote data, so only their kind, the
/// words before the first colon, is ever read.
final class SqlFailures {
  private static final String MEMORY = "Out of Memory Error";
  private static final String INTERRUPT = "INTERRUPT Error";

  private SqlFailures() {}

  /// The refusal for an error of the analyst's statement.
  static EngineRefusal ofStatement(SQLException error) {
    String kind = kind(error);
    return switch (kind) {
      case "Parser Error" -> new EngineRefusal(FailureCode.SQL_SYNTAX, kind);
      case "Binder Error" -> ofBinder(error);
      case "Catalog Error" -> EngineRefusal.unknown(kind);
      case MEMORY -> new EngineRefusal(FailureCode.MEMORY_EXCEEDED, kind);
      case INTERRUPT -> new EngineRefusal(FailureCode.TIME_EXCEEDED, kind);
      default -> EngineRefusal.forbidden(kind);
    };
  }

  /// The refusal for an error while an input is loaded.
  static EngineRefusal ofInput(SQLException error) {
    String kind = kind(error);
    return switch (kind) {
      case MEMORY -> new EngineRefusal(FailureCode.MEMORY_EXCEEDED, kind);
      case INTERRUPT -> new EngineRefusal(FailureCode.TIME_EXCEEDED, kind);
      default -> new EngineRefusal(FailureCode.INPUT_UNREADABLE, kind);
    };
  }

  private static EngineRefusal ofBinder(SQLException error) {
    String message = String.valueOf(error.getMessage());
    boolean unknown = message.contains("not found") || message.contains("does not have a column");
    return unknown
        ? EngineRefusal.unknown("Binder Error")
        : EngineRefusal.forbidden("Binder Error");
  }

  private static String kind(SQLException error) {
    String message = String.valueOf(error.getMessage());
    for (String inner : List.of(MEMORY, INTERRUPT)) {
      // While rows are fetched, the error comes wrapped into another.
      if (message.contains(inner + ":")) {
        return inner;
      }
    }
    int colon = message.indexOf(':');
    boolean plain = colon > 0 && colon < 40 && message.substring(0, colon).endsWith("Error");
    return plain ? message.substring(0, colon) : "Error";
  }
}
