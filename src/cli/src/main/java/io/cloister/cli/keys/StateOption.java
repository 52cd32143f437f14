// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.client.session.RefusedException;
import io.cloister.client.trust.Trust;
import io.cloister.client.trust.TrustFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Where keys, trust and bundles lie.
public final class StateOption {
  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "Folder of keys, trust file and bundles; default: .cloister/stack.")
  private @Nullable Path data;

  @Option(
      names = "--trust",
      paramLabel = "FILE",
      description = "What you pin: the chain's genesis digest; default: trust.json in that folder.")
  private @Nullable Path trust;

  /// The folder.
  public Path folder() {
    if (data != null) {
      return data;
    }
    String root = Optional.ofNullable(System.getProperty("cloister.root")).orElse("");
    return Path.of(root).resolve(".cloister").resolve("stack");
  }

  /// The file that holds what is pinned.
  public Path trustFile() {
    return trust != null ? trust : folder().resolve("trust.json");
  }

  /// What is pinned.
  ///
  /// @throws RefusedException if nothing is
  /// @throws IOException if it cannot be read
  public Trust trust() throws RefusedException, IOException {
    return TrustFile.read(trustFile());
  }
}
