// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Flag;
import io.cloister.attestation.Octets;
import io.cloister.attestation.intel.quote.EnclaveReport;
import io.cloister.attestation.intel.quote.ReportBody;
import io.cloister.attestation.intel.quote.TdReport;
import java.util.EnumSet;
import java.util.Set;

/// Reads the facts that a policy must see out of a quote's attributes (Intel TDX Module ABI, TD
/// ATTRIBUTES).
final class QuoteFlags {
  /// Bits 0 to 7, "TD under debug": any of them makes the TD's memory readable.
  private static final long DEBUG = 0xffL;

  private static final long SEPT_VE_DISABLE = 1L << 28;

  /// Protection keys (30), key locker (31), performance monitoring (63): they weaken nothing.
  private static final long HARMLESS = 1L << 30 | 1L << 31 | 1L << 63;

  private QuoteFlags() {}

  static Set<Flag> of(ReportBody body) {
    return switch (body) {
      case EnclaveReport report -> report.isDebug() ? EnumSet.of(Flag.DEBUG) : Set.of();
      case TdReport report -> of(report);
    };
  }

  private static Set<Flag> of(TdReport report) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    long attributes = littleEndian(report.tdAttributes());
    if ((attributes & DEBUG) != 0) {
      flags.add(Flag.DEBUG);
    }
    if ((attributes & SEPT_VE_DISABLE) == 0) {
      flags.add(Flag.SEPT_VE_DISABLE_OFF);
    }
    if ((attributes & ~(DEBUG | SEPT_VE_DISABLE | HARMLESS)) != 0) {
      flags.add(Flag.RESERVED_TD_ATTRIBUTES);
    }
    if (report.mrServiceTd().filter(measurement -> !measurement.isZero()).isPresent()) {
      flags.add(Flag.SERVICE_TD);
    }
    return flags;
  }

  private static long littleEndian(Octets octets) {
    long value = 0;
    for (int i = octets.size() - 1; i >= 0; i--) {
      value = value << 8 | octets.at(i);
    }
    return value;
  }
}
