// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.ExitCode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// `cloister up`: the local stack until Ctrl-C.
@Command(
    name = "up",
    mixinStandardHelpOptions = true,
    description = "Starts the whole stack on this machine and runs it until Ctrl-C.")
public final class UpCommand implements Callable<Integer> {

  @Option(
      names = "--gatekeepers",
      defaultValue = "1",
      paramLabel = "N",
      description = "Nodes of the chain; 4 bear one that lies, 7 bear two (default: 1).")
  private int gatekeepers;

  @Option(
      names = "--workers",
      defaultValue = "3",
      paramLabel = "N",
      description = "Workers, each of its own operator (default: ${DEFAULT-VALUE}).")
  private int workers;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Where the state is kept (default: .cloister/stack in the checkout).")
  private @Nullable Path data;

  @Option(
      names = "--port-base",
      defaultValue = "8080",
      paramLabel = "N",
      description = "The gateway's port; all others keep their distance (default: 8080).")
  private int portBase;

  @Option(
      names = "--json",
      description = "When ready, print one line {gateway, keycloak, chain[], workers[], users[]}.")
  private boolean json;

  private final Console console = Console.ofProcess();

  @Override
  public Integer call() throws InterruptedException {
    StackOptions options =
        new StackOptions(new Ports(portBase), gatekeepers, workers, Optional.ofNullable(data));
    try (RunningStack stack = RunningStack.start(options, Checkout.ofProcess(), console)) {
      if (json) {
        console.print(line(stack));
      } else {
        describe(stack).forEach(console::print);
      }
      new CountDownLatch(1).await(); // Ctrl-C ends the process, whose exit stops the stack
    }
    return ExitCode.DONE.status();
  }

  private static List<String> describe(RunningStack stack) {
    Endpoints endpoints = stack.endpoints();
    List<String> lines = new ArrayList<>();
    lines.add("Gateway    " + endpoints.gateway());
    lines.add("Keycloak   " + endpoints.keycloak());
    endpoints.chain().forEach(uri -> lines.add("Chain      " + uri));
    endpoints.workers().forEach(uri -> lines.add("Worker     " + uri));
    lines.add("State      " + stack.state());
    lines.add("");
    lines.add("Users (evidence is SIMULATED: for invented or public data only)");
    for (DemoUser user : DemoUser.ALL) {
      lines.add(
          "  %-5s %-15s %-22s password %s"
              .formatted(
                  user.name(),
                  user.organization().orElse("-"),
                  String.join(", ", user.roles()),
                  stack.password(user)));
    }
    lines.add("");
    lines.add("Ctrl-C stops everything.");
    return lines;
  }

  /// Names, addresses and base64url passwords hold nothing that JSON would escape.
  private static String line(RunningStack stack) {
    Endpoints endpoints = stack.endpoints();
    return "{\"gateway\":%s,\"keycloak\":%s,\"chain\":%s,\"workers\":%s,\"users\":%s}"
        .formatted(
            quoted(endpoints.gateway()),
            quoted(endpoints.keycloak()),
            array(endpoints.chain().stream().map(UpCommand::quoted).toList()),
            array(endpoints.workers().stream().map(UpCommand::quoted).toList()),
            array(DemoUser.ALL.stream().map(user -> line(user, stack.password(user))).toList()));
  }

  private static String line(DemoUser user, String password) {
    return "{\"name\":\"%s\",\"organization\":%s,\"roles\":%s,\"password\":\"%s\"}"
        .formatted(
            user.name(),
            user.organization().map(tenant -> "\"" + tenant + "\"").orElse("null"),
            array(user.roles().stream().map(role -> "\"" + role + "\"").toList()),
            password);
  }

  private static String quoted(URI address) {
    return "\"" + address + "\"";
  }

  private static String array(List<String> items) {
    return items.stream().collect(Collectors.joining(",", "[", "]"));
  }
}
