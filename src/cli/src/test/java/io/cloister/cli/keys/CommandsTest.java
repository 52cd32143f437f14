// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.cli.Cloister;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;

/// Every command explains itself, and every answer is to be had as JSON.
class CommandsTest {
  @Test
  void everyCommandAndOptionSaysWhatItIsFor() {
    for (CommandLine command : all(new CommandLine(new Cloister()))) {
      assertThat(command.getCommandSpec().usageMessage().description())
          .as(command.getCommandSpec().qualifiedName())
          .isNotEmpty();
      assertThat(command.getCommandSpec().optionsMap()).containsKey("--help");
      for (ArgSpec option : command.getCommandSpec().args()) {
        assertThat(option.description())
            .as(command.getCommandSpec().qualifiedName() + " " + option.paramLabel())
            .isNotEmpty();
      }
    }
  }

  @Test
  void everyCommandThatDoesSomethingAnswersInJsonToo() {
    for (CommandLine command : all(new CommandLine(new Cloister()))) {
      if (command.getSubcommands().isEmpty()) {
        assertThat(command.getCommandSpec().optionsMap())
            .as(command.getCommandSpec().qualifiedName())
            .containsKey("--json");
      }
    }
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> commands = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(each -> commands.addAll(all(each)));
    return commands;
  }
}
