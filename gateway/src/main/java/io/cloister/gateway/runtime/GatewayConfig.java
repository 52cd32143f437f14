// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.runtime;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/// What an operator sets, beside Quarkus' own keys for the database and the identity provider.
@ConfigMapping(prefix = "cloister.gateway")
public interface GatewayConfig {
  /// Whether evidence from a simulated platform may count.
  enum Mode {
    /// Real hardware only: a genesis that names a simulated root is refused at start.
    PRODUCTION,
    /// For demonstration and tests.
    DEVELOPMENT
  }

  @WithDefault("production")
  Mode mode();

  /// The signing key pair of this gateway, a party of the genesis. Instances of one gateway share
  /// it.
  Path keyFile();

  /// The chain's genesis, pinned.
  Path genesisFile();

  /// Gatekeepers' addresses, at least one; the next is asked when one fails. None is trusted: every
  /// block is verified.
  List<URI> chainUrls();

  /// The largest ciphertext of one dataset, in bytes. Default 16 GiB, a guard for the disk.
  @WithDefault("17179869184")
  long maxUploadBytes();

  /// How long an upload may lie unfinished before its chunks are dropped.
  @WithDefault("PT24H")
  Duration uploadLifetime();

  /// How long a job may take from submission until some worker is assigned to it.
  @WithDefault("PT2M")
  Duration assignmentTimeout();

  /// How long the chain may take, after a job's own time is up, to say that it ended.
  @WithDefault("PT1M")
  Duration endingGrace();

  /// The worst class of worker that may run a job, from 1, the best, to 5.
  @WithDefault("5")
  int maximumConfidenceClass();
}
