// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.job;

import io.cloister.protocol.job.JobId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Where bundles are kept as evidence.
public final class BundleFolder {
  private BundleFolder() {}

  /// Keeps a bundle and says where.
  public static Path keep(Path state, JobId job, byte[] bundle) throws IOException {
    Path folder = Files.createDirectories(state.resolve("bundles"));
    return Files.write(folder.resolve(job + ".cloister"), bundle);
  }
}
