// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.chain;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/// Shows what became of a transaction: final or rejected only with the proof that it stands in a
/// certified block.
@Command(
    name = "tx",
    mixinStandardHelpOptions = true,
    description = "Shows what became of a transaction, and checks the proof.")
public final class ChainTransaction implements Callable<Integer> {
  @Mixin private ChainOptions options = new ChainOptions();

  @Parameters(paramLabel = "TX", description = "The transaction's id: 64 hexadecimal digits.")
  private String id = "";

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("transaction " + id, this::show);
  }

  private ExitCode show() throws JsonException, MalformedException, IOException {
    Digest transaction = Digest.parse(id);
    URI node = options.nodes().getFirst();
    String path = "/v1/transactions/" + transaction.hex();
    Optional<byte[]> proof = ChainOptions.get(node, path + "/proof");
    JsonObject row = JsonObject.empty().with("txId", transaction.hex());
    if (proof.isEmpty()) {
      row = row.with("status", ChainOptions.object(node, path).text("status"));
    } else {
      LightClient light = new LightClient(options.genesis());
      row = proven(row, transaction, light.verify(EntryProof.decode(proof.get())));
    }
    talk.object(row, options.json());
    return row.text("status").equals("final") ? ExitCode.DONE : ExitCode.NO;
  }

  private static JsonObject proven(
      JsonObject row, Digest transaction, Finality<BlockEntry> finality) {
    return switch (finality) {
      case Finality.Refused<BlockEntry>(var reason) ->
          row.with("status", "unproven").with("reason", reason);
      case Finality.Final<BlockEntry>(var entry, var header) -> {
        if (!Digest.of(entry.transaction()).equals(transaction)) {
          yield row.with("status", "unproven").with("reason", "the proof is of another one");
        }
        JsonObject placed = row.with("height", header.height());
        yield switch (entry.effect()) {
          case Effect.Accepted accepted -> placed.with("status", "final");
          case Effect.Rejected(var code, var detail) ->
              placed.with("status", "rejected").with("reason", code).with("detail", detail);
        };
      }
    };
  }
}
