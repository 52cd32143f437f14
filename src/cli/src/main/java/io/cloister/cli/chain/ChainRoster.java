// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.chain;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.json.JsonObject;
import io.cloister.protocol.checkpoint.NoteKey;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows whom the pinned genesis trusts, with their keys as other readers of logs take them.
@Command(
    name = "roster",
    mixinStandardHelpOptions = true,
    description = "Lists the gatekeepers of the pinned genesis with weights and verifier keys.")
public final class ChainRoster implements Callable<Integer> {
  @Mixin private ChainOptions options = new ChainOptions();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("roster", this::show);
  }

  private ExitCode show() throws MalformedException, IOException {
    List<JsonObject> rows =
        options.genesis().gatekeepers().members().stream().map(ChainRoster::row).toList();
    talk.list(rows, List.of("name", "weight", "cosigns", "signs"), options.json());
    return ExitCode.DONE;
  }

  private static JsonObject row(Roster.Member member) {
    return JsonObject.empty()
        .with("name", member.name())
        .with("weight", member.weight())
        .with("cosigns", key(member, NoteKey.Kind.COSIGNATURE))
        .with("signs", key(member, NoteKey.Kind.NOTE));
  }

  private static String key(Roster.Member member, NoteKey.Kind kind) {
    return new NoteKey(member.name(), kind, member.key()).verifierKey();
  }
}
