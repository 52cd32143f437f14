// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Arrays;
import java.util.Optional;

/// A fact that a signature cannot make harmless. A policy refuses each unless it allows it.
public enum Flag {
  /// The host may read the memory of the enclave, TD or guest.
  DEBUG("debug"),
  /// The host may make private pages vanish and inject exceptions (TDX).
  SEPT_VE_DISABLE_OFF("sept-ve-disable-off"),
  /// Attribute bits are set that no published specification explains (TDX).
  RESERVED_TD_ATTRIBUTES("reserved-td-attributes"),
  /// Another TD may migrate this one, and is part of what must be trusted (TDX).
  SERVICE_TD("service-td"),
  /// A migration agent may move this guest (SNP).
  MIGRATION_AGENT("migration-agent");

  private final String label;

  Flag(String label) {
    this.label = label;
  }

  /// The name in policies and reports.
  public String label() {
    return label;
  }

  /// The flag with this name, if any.
  public static Optional<Flag> ofLabel(String label) {
    return Arrays.stream(values()).filter(flag -> flag.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
