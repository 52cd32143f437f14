// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // set before all tests
class PostgresServerTest {

  @TempDir static Path root;
  @TempDir static Path state;

  private static int port;
  private static TestStack stack;
  private static PostgresServer server;

  @BeforeAll
  static void startServer() {
    port = TestStack.freePort();
    stack = new TestStack(root, state);
    server = new PostgresServer(stack.launcher, stack.paths, port);
    server.start(stack.progress);
  }

  @AfterAll
  static void stopServer() {
    server.stop();
    stack.close();
  }

  @Test
  void keepsCommittedRowsThroughAKill() throws SQLException {
    execute("CREATE TABLE kept (id int)", "INSERT INTO kept SELECT generate_series(1, 1000)");

    server.kill();
    server.start(stack.progress);

    assertThat(answer("SELECT count(*) FROM kept")).isEqualTo("1000");
  }

  @Test
  void replacesAServerThatAnEarlierCommandLeftBehind() throws SQLException {
    execute("CREATE TABLE left_behind (id int)");

    server = new PostgresServer(stack.launcher, stack.paths, port);
    server.start(stack.progress);

    assertThat(answer("SELECT count(*) FROM left_behind")).isEqualTo("0");
  }

  @Test
  void makesTheClusterAgainWhenItsMakingWasInterrupted() throws SQLException, IOException {
    server.stop();
    Files.delete(state.resolve("postgres/initialised"));
    Files.delete(state.resolve("postgres/data/PG_VERSION"));

    server.start(stack.progress);

    assertThat(answer("SELECT 1")).isEqualTo("1");
  }

  @Test
  void isAsDurableAsAProductionServer() throws SQLException {
    assertThat(answer("SHOW fsync")).isEqualTo("on");
    assertThat(answer("SHOW synchronous_commit")).isEqualTo("on");
    assertThat(answer("SHOW data_checksums")).isEqualTo("on");
  }

  @Test
  void refusesAWrongPassword() {
    assertThatThrownBy(() ->
            DriverManager.getConnection(
                server.jdbcUrl("cloister"), "cloister_owner", "not the password"))
        .isInstanceOf(SQLException.class)
        .hasMessageContaining("password authentication failed");
  }

  @Test
  void letsTheGatewaysRoleNeitherOwnNorStepAroundRowSecurity() throws SQLException {
    assertThat(
            answer(
                "SELECT rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole FROM pg_roles"
                    + " WHERE rolname = 'cloister_app'"))
        .isEqualTo("f");
    try (Connection app = connect("cloister_app");
        Statement statement = app.createStatement()) {
      assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
          .hasMessageContaining("permission denied for schema public");
    }
  }

  @Test
  void showsNoPasswordInItsArgumentsOrLogs() throws IOException {
    List<String> passwords =
        Stream.of("superuser", "keycloak", "cloister_owner", "cloister_app")
            .map(server::password)
            .toList();

    try (Stream<Path> logs = Files.list(state.resolve("logs"))) {
      for (Path log : logs.toList()) {
        assertThat(Files.readString(log)).doesNotContain(passwords);
      }
    }
    ProcessHandle.current()
        .descendants()
        .flatMap(process -> process.info().commandLine().stream())
        .forEach(command -> assertThat(command).doesNotContain(passwords));
  }

  private void execute(String... statements) throws SQLException {
    try (Connection owner = connect("cloister_owner");
        Statement statement = owner.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  private String answer(String query) throws SQLException {
    try (Connection owner = connect("cloister_owner");
        Statement statement = owner.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }

  private Connection connect(String role) throws SQLException {
    return DriverManager.getConnection(server.jdbcUrl("cloister"), role, server.password(role));
  }
}
