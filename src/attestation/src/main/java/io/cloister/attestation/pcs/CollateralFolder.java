// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.intel.collateral.CollateralJson;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/// Collateral in files of the form that DCAP tools exchange. Files are replaced whole, so that a
/// crash leaves the old one or the new one. They are as hostile as any other input.
public final class CollateralFolder {
  private final Path folder;

  /// @param folder is made if it is not there
  public CollateralFolder(Path folder) {
    this.folder = folder;
  }

  Optional<IntelCollateral> read(String name) throws IOException, MalformedException {
    try {
      return Optional.of(CollateralJson.read(Files.readAllBytes(file(name))));
    } catch (NoSuchFileException absent) {
      return Optional.empty();
    }
  }

  void write(String name, IntelCollateral collateral) throws IOException {
    Files.createDirectories(folder);
    Path draft = Files.createTempFile(folder, name, ".new");
    Files.write(draft, CollateralJson.write(collateral));
    Files.move(
        draft, file(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(String name) {
    return folder.resolve(name + ".json");
  }
}
