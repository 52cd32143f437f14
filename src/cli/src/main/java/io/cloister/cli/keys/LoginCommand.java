// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.DeviceCode;
import java.io.IOException;
import java.time.InstantSource;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Signs a person in through any browser, and remembers it for the commands that follow.
@Command(
    name = "login",
    mixinStandardHelpOptions = true,
    description = {
      "Signs you in: shows an address and a code to confirm in any browser.",
      "The demo's users need none of this: --user ava, max or olga suffices."
    })
public final class LoginCommand implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("sign-in", this::login);
  }

  private ExitCode login() throws ClientException, IOException {
    Session session = options.session();
    DeviceCode device =
        new DeviceCode(
            session.provider(),
            InstantSource.system(),
            (address, code) ->
                talk.say("open " + address + " in a browser and confirm the code " + code),
            Thread::sleep,
            token -> session.keep(options.state().folder(), token));
    device.token();
    session.remember(options.state().folder());
    if (options.json()) {
      talk.json(
          JsonObject.empty()
              .with("user", session.user())
              .with("gateway", session.gateway().toString()));
    } else {
      talk.print("signed in as " + session.user() + " at " + session.gateway());
    }
    return ExitCode.DONE;
  }
}
