// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// What is to be run. Secrets travel in the environment or in files, never in the command, which
/// every user of the machine can read; the text form therefore shows neither.
///
/// @param name a short name, also that of its log and pid file, such as `keycloak`
/// @param command the program and its arguments, without secrets
/// @param environment what is set beside the few variables that every child inherits
/// @param directory where it runs
public record Program(
    String name, List<String> command, Map<String, String> environment, Path directory) {

  /// Copies the collections.
  public Program {
    command = List.copyOf(command);
    environment = Map.copyOf(environment);
  }

  @Override
  public String toString() {
    return "Program[" + name + "]";
  }
}
