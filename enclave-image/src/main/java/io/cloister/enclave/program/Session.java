// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/// A connection whose statement in flight can be cancelled by another thread.
final class Session {
  private final Connection connection;
  private volatile @Nullable Statement current;

  Session(Connection connection) {
    this.connection = connection;
  }

  Statement statement() throws SQLException {
    Statement statement = connection.createStatement();
    current = statement;
    return statement;
  }

  PreparedStatement prepare(String text) throws SQLException {
    PreparedStatement statement = connection.prepareStatement(text);
    current = statement;
    return statement;
  }

  /// Asks the latest statement to end; harmless if it already has.
  void cancel() {
    Statement latest = current;
    try {
      if (latest != null && !latest.isClosed()) {
        latest.cancel();
      }
    } catch (SQLException e) {
      // It closed in between, which is what was asked for.
    }
  }
}
