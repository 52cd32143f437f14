// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import io.cloister.attestation.Tcb;

/// How much a platform's state is worth, 1 the best and 5 the least, after Phala's confidence
/// levels. Jobs ask for a class; it depends on the TCB alone, so that all relying parties agree.
public enum ConfidenceClass {
  /// Up to date, with no advisory outstanding.
  CLASS_1(1),
  /// Up to date, but for weaknesses that the software must be hardened against.
  CLASS_2(2),
  /// The platform's configuration may expose it, or its vendor does not rate it.
  CLASS_3(3),
  /// Patched after the workload was launched.
  CLASS_4(4),
  /// Out of date, or simulated.
  CLASS_5(5);

  private final int number;

  ConfidenceClass(int number) {
    this.number = number;
  }

  /// The class as a number, 1 to 5.
  public int number() {
    return number;
  }

  /// The class of this number.
  ///
  /// @throws IllegalArgumentException unless it is 1 to 5
  public static ConfidenceClass of(int number) {
    if (number < 1 || number > values().length) {
      throw new IllegalArgumentException("a confidence class is 1 to 5, not " + number);
    }
    return values()[number - 1];
  }

  /// The class of a platform in this state.
  public static ConfidenceClass of(Tcb tcb) {
    return switch (tcb.status()) {
      case UP_TO_DATE -> tcb.advisories().isEmpty() ? CLASS_1 : CLASS_2;
      case SW_HARDENING_NEEDED -> CLASS_2;
      case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED, NOT_RATED -> CLASS_3;
      case TD_RELAUNCH_ADVISED, TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED -> CLASS_4;
      case OUT_OF_DATE, OUT_OF_DATE_CONFIGURATION_NEEDED, SIMULATED -> CLASS_5;
    };
  }
}
