// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Map;

/// How a node is set up.
@ConfigMapping(prefix = "cloister.chain")
public interface ChainConfig {
  /// Where the genesis lies: deterministic CBOR, the same at every gatekeeper.
  Path genesisFile();

  /// Where this gatekeeper's key lies.
  Path keyFile();

  /// Where blocks and journal are kept. Belongs to one node alone.
  Path dataDir();

  /// Where the other gatekeepers of the genesis are, each by its name there: host:port. Needed
  /// where the genesis names more than this one.
  Map<String, String> peers();

  /// Where this gatekeeper listens for the others: host:port.
  @WithDefault("127.0.0.1:8150")
  String listen();

  /// Whether evidence without hardware may be accepted.
  @WithDefault("production")
  Mode mode();

  /// What the chain is for.
  enum Mode {
    /// Real work: a genesis with a simulated root is refused.
    PRODUCTION,
    /// Trials on invented data.
    DEVELOPMENT
  }
}
