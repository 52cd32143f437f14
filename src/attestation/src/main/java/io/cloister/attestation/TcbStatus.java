// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import java.util.Arrays;
import java.util.Optional;

/// How up to date the platform's trusted computing base is, in Intel's words.
///
/// `REVOKED` is not among them: a revoked platform proves nothing, so it is a refusal.
public enum TcbStatus {
  /// At the newest level.
  UP_TO_DATE("UpToDate"),
  /// Up to date, but the software must be hardened against a known weakness.
  SW_HARDENING_NEEDED("SWHardeningNeeded"),
  /// Up to date, but the platform's configuration may expose it.
  CONFIGURATION_NEEDED("ConfigurationNeeded"),
  /// Both of the two above.
  CONFIGURATION_AND_SW_HARDENING_NEEDED("ConfigurationAndSWHardeningNeeded"),
  /// The platform is patched, but this TD was launched before it was.
  TD_RELAUNCH_ADVISED("TDRelaunchAdvised"),
  /// The same, and the configuration may expose it.
  TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED("TDRelaunchAdvisedConfigurationNeeded"),
  /// Below the newest level.
  OUT_OF_DATE("OutOfDate"),
  /// Below the newest level, and the configuration may expose it.
  OUT_OF_DATE_CONFIGURATION_NEEDED("OutOfDateConfigurationNeeded"),
  /// The vendor publishes no status for this technology: the policy must look at the SVNs (AMD).
  NOT_RATED("NotRated"),
  /// There is no platform.
  SIMULATED("Simulated");

  private final String label;

  TcbStatus(String label) {
    this.label = label;
  }

  /// The vendor's spelling.
  public String label() {
    return label;
  }

  /// The status with this spelling, if any.
  public static Optional<TcbStatus> ofLabel(String label) {
    return Arrays.stream(values()).filter(status -> status.label.equals(label)).findFirst();
  }

  @Override
  public String toString() {
    return label;
  }
}
