// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.Keystore;
import io.cloister.client.keys.UserKeys;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows the public halves of one's keys, made on first use.
@Command(
    name = "keys",
    mixinStandardHelpOptions = true,
    description =
        "Shows your public keys: hand the recipient key to those whose definitions name you.")
public final class KeysCommand implements Callable<Integer> {
  @Mixin private SessionOptions options = new SessionOptions();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run(
        "keys in " + options.state().folder(),
        () -> {
          Keystore store = new Keystore(options.state().folder(), new SecureRandom());
          try (UserKeys keys = store.user(options.session().user())) {
            show(keys);
          }
          return ExitCode.DONE;
        });
  }

  private void show(UserKeys keys) {
    String signing = keys.signing().publicKey().keyId().hex();
    String recipient =
        Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(keys.recipient().publicKey().encode());
    if (options.json()) {
      talk.json(JsonObject.empty().with("signingKey", signing).with("recipientKey", recipient));
    } else {
      talk.print("signing key    " + signing);
      talk.print("recipient key  " + recipient);
    }
  }
}
