// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.demo;

import io.cloister.cli.demo.DemoParty.Where;
import io.cloister.cli.stack.DemoUser;
import io.cloister.cli.stack.RunningStack;
import io.cloister.client.session.ClientException;
import io.cloister.client.trust.Trust;
import io.cloister.client.trust.TrustFile;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A running local stack, as the people of the story meet it: where to turn, and what they pin.
public final class DemoStage {
  private final RunningStack stack;
  private final Where where;
  private final Trust trust;

  private DemoStage(RunningStack stack, Trust trust) {
    this.stack = stack;
    this.where =
        new Where(stack.endpoints().gateway(), stack.endpoints().keycloak(), stack.state());
    this.trust = trust;
  }

  /// Pins the stack's chain. The genesis was made on this machine a moment ago: here it may be
  /// pinned without asking.
  public static DemoStage open(RunningStack stack) throws IOException, MalformedException {
    Genesis genesis = Genesis.decode(Files.readAllBytes(stack.genesis()));
    Trust trust =
        new Trust(
            genesis.digest(),
            Trust.Simulated.ALLOWED,
            "the local stack's own chain, made on this machine; simulated evidence");
    DemoStage stage = new DemoStage(stack, trust);
    TrustFile.write(stage.trustFile(), trust);
    return stage;
  }

  /// Signs one of the realm's people in.
  public DemoParty signIn(String name) throws ClientException, IOException {
    DemoUser user =
        DemoUser.ALL.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    return DemoParty.signIn(where, name, stack.password(user));
  }

  /// Where the story takes place.
  Where where() {
    return where;
  }

  /// What everybody pins.
  public Trust trust() {
    return trust;
  }

  /// Where the pin is kept for later commands.
  Path trustFile() {
    return where.state().resolve("trust.json");
  }
}
