// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.chain;

import io.cloister.cli.keys.Talk;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.protocol.chain.Finality;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Shows where each gatekeeper is. A height counts as final here only with its certificate.
@Command(
    name = "status",
    mixinStandardHelpOptions = true,
    description = "Shows how far each gatekeeper is, and checks the certificate of its head.")
public final class ChainStatus implements Callable<Integer> {
  private static final List<String> FIELDS =
      List.of("node", "final", "height", "round", "executed", "ordering", "peers", "forked");

  @Mixin private ChainOptions options = new ChainOptions();

  private final Talk talk = Talk.ofProcess();

  @Override
  public Integer call() {
    return talk.run("chain", this::show);
  }

  private ExitCode show() throws JsonException, MalformedException, IOException {
    LightClient light = new LightClient(options.genesis());
    List<JsonObject> rows = new ArrayList<>();
    for (URI node : options.nodes()) {
      rows.add(row(light, node));
    }
    talk.list(rows, FIELDS, options.json());
    return rows.stream().allMatch(row -> row.isTrue("final")) ? ExitCode.DONE : ExitCode.NO;
  }

  private static JsonObject row(LightClient light, URI node)
      throws JsonException, MalformedException {
    JsonObject says = ChainOptions.object(node, "/v1/status");
    HeadProof head = HeadProof.decode(ChainOptions.get(node, "/v1/head").orElse(new byte[0]));
    JsonObject row = JsonObject.empty().with("node", node.toString());
    row =
        switch (light.verify(head.header(), head.certificate())) {
          case Finality.Final<Header>(var header, var _) ->
              row.with("final", true)
                  .with("height", header.height())
                  .with("round", header.round())
                  .with("headHash", header.hash().hex());
          case Finality.Refused<Header>(var reason) ->
              row.with("final", false).with("reason", reason);
        };
    return row.with("executed", says.integer("executed"))
        .with("ordering", says.text("ordering"))
        .with("peers", says.texts("peers"))
        .with("forked", says.texts("forked"));
  }
}
