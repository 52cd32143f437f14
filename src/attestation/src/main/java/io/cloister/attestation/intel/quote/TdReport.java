// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.quote;

import io.cloister.attestation.Octets;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// A TD report body: 584 bytes for TDX 1.0, with more at its end for later versions.
///
/// @param bytes as signed
public record TdReport(Octets bytes) implements ReportBody {
  static final int SIZE_1_0 = 584;
  static final int SIZE_1_5 = 648;
  static final int SIZE_1_5_EXTENDED = 885;

  private static final int REGISTERS = 4;
  private static final int REGISTER_SIZE = 48;

  /// The SVNs of the TDX module and its surroundings at launch, 16 bytes.
  public Octets teeTcbSvn() {
    return bytes.slice(0, 16);
  }

  /// Who signed the TDX module, 48 bytes.
  public Octets mrSignerSeam() {
    return bytes.slice(64, 112);
  }

  /// Attributes of the TDX module, 8 bytes.
  public Octets seamAttributes() {
    return bytes.slice(112, 120);
  }

  /// Attributes of the TD, 8 bytes.
  public Octets tdAttributes() {
    return bytes.slice(120, 128);
  }

  /// The measurement of the TD's first content, 48 bytes.
  public Octets mrTd() {
    return bytes.slice(136, 184);
  }

  /// The four registers that the TD extends as it boots, 48 bytes each.
  public List<Octets> rtmrs() {
    return IntStream.range(0, REGISTERS)
        .map(i -> 328 + i * REGISTER_SIZE)
        .mapToObj(from -> bytes.slice(from, from + REGISTER_SIZE))
        .toList();
  }

  @Override
  public Octets reportData() {
    return bytes.slice(520, 584);
  }

  /// The SVNs of the module that runs now, 16 bytes; since TDX 1.5, where a module may be updated
  /// under a running TD.
  public Optional<Octets> currentTcbSvn() {
    return since15(584, 600);
  }

  /// The measurement of a TD that may migrate this one, 48 bytes, zero if none may; since TDX 1.5.
  public Optional<Octets> mrServiceTd() {
    return since15(600, 648);
  }

  private Optional<Octets> since15(int from, int to) {
    return bytes.size() >= SIZE_1_5 ? Optional.of(bytes.slice(from, to)) : Optional.empty();
  }
}
