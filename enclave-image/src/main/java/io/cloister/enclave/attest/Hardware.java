// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.enclave.device.Attributes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/// The TEEs that this worker can make evidence in, and where each shows itself.
public enum Hardware {
  /// SGX under Occlum.
  OCCLUM(OcclumProducer.DEVICE),
  /// SGX under Gramine.
  GRAMINE(GramineProducer.FOLDER.resolve("attestation_type")),
  /// TDX or SEV-SNP: a confidential virtual machine whose kernel reports.
  TSM(TsmProducer.FOLDER);

  private static final int NAME_BYTES = 16;

  private final Path sign;

  Hardware(Path sign) {
    this.sign = sign;
  }

  /// The name in configurations: `occlum`, `gramine` or `tsm`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Where it shows itself.
  public Path sign() {
    return sign;
  }

  /// The one of that name.
  public static Optional<Hardware> named(String label) {
    return Arrays.stream(values()).filter(each -> each.label().equals(label)).findFirst();
  }

  /// The first that this machine has. A folder `/dev/sgx` is a driver's of plain Linux, not
  /// Occlum's device.
  ///
  /// @param root the root directory
  public static Optional<Hardware> present(Path root) {
    return Arrays.stream(values()).filter(each -> each.isAt(root)).findFirst();
  }

  private boolean isAt(Path root) {
    Path place = root.resolve(Path.of("/").relativize(sign));
    return this == OCCLUM ? Files.exists(place) && !Files.isDirectory(place) : Files.exists(place);
  }

  /// The producer of its evidence.
  ///
  /// @param random names the kernel's entries
  public EvidenceProducer producer(SecureRandom random) {
    return switch (this) {
      case OCCLUM -> OcclumProducer.ofEnclave();
      case GRAMINE -> new GramineProducer(Attributes.ofMachine(), GramineProducer.FOLDER);
      case TSM ->
          new TsmProducer(Attributes.ofMachine(), TsmProducer.FOLDER, () -> entryName(random));
    };
  }

  private static String entryName(SecureRandom random) {
    byte[] bytes = new byte[NAME_BYTES];
    random.nextBytes(bytes);
    return "cloister-" + HexFormat.of().formatHex(bytes);
  }
}
