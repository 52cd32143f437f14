// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import static io.cloister.attestation.TcbStatus.CONFIGURATION_AND_SW_HARDENING_NEEDED;
import static io.cloister.attestation.TcbStatus.CONFIGURATION_NEEDED;
import static io.cloister.attestation.TcbStatus.OUT_OF_DATE;
import static io.cloister.attestation.TcbStatus.OUT_OF_DATE_CONFIGURATION_NEEDED;
import static io.cloister.attestation.TcbStatus.SW_HARDENING_NEEDED;
import static io.cloister.attestation.TcbStatus.TD_RELAUNCH_ADVISED;
import static io.cloister.attestation.TcbStatus.TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED;
import static io.cloister.attestation.TcbStatus.UP_TO_DATE;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.intel.collateral.Level;
import io.cloister.attestation.intel.collateral.PckCertificate.PckClaims;
import io.cloister.attestation.intel.collateral.PlatformLevel;
import io.cloister.attestation.intel.collateral.QeIdentity;
import io.cloister.attestation.intel.collateral.SvnLevel;
import io.cloister.attestation.intel.collateral.TcbInfo;
import io.cloister.attestation.intel.collateral.TdxModule;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Finds the TCB levels that a platform, its TDX module and its quoting enclave are at, and what
/// they come to together (Intel DCAP quote verification, sections 4.1.2.5.1 and 4.1.2.5.2).
final class TcbEvaluation {
  private static final Set<TcbStatus> PLATFORM_STATUSES =
      EnumSet.of(
          UP_TO_DATE,
          SW_HARDENING_NEEDED,
          CONFIGURATION_NEEDED,
          CONFIGURATION_AND_SW_HARDENING_NEEDED,
          OUT_OF_DATE,
          OUT_OF_DATE_CONFIGURATION_NEEDED);

  private static final Set<TcbStatus> QE_STATUSES =
      EnumSet.of(UP_TO_DATE, CONFIGURATION_NEEDED, OUT_OF_DATE, OUT_OF_DATE_CONFIGURATION_NEEDED);

  private static final Set<TcbStatus> MODULE_STATUSES = EnumSet.of(UP_TO_DATE, OUT_OF_DATE);

  private final TcbInfo tcbInfo;
  private final PckClaims pck;
  private final Level quotingEnclave;

  /// @param qeSvn the quoting enclave's security version
  TcbEvaluation(TcbInfo tcbInfo, QeIdentity qeIdentity, PckClaims pck, int qeSvn)
      throws RefusalException {
    this.tcbInfo = tcbInfo;
    this.pck = pck;
    this.quotingEnclave = SvnLevel.match(qeIdentity.levels(), qeSvn, "the quoting enclave");
  }

  /// Judges an SGX platform.
  TcbJudgement sgx() throws RefusalException {
    return converge(platform(Optional.empty()), Optional.empty());
  }

  /// Judges a TDX platform, with the versions that the TD was launched under.
  ///
  /// Since TDX 1.5 the module may have been updated under the running TD, and the report says to
  /// what. If only the launch was out of date, the TD need but be launched again. The advisories
  /// and the date stay those of the launch: the TD was exposed to them.
  TcbJudgement tdx(Octets launchSvn, Optional<Octets> currentSvn) throws RefusalException {
    TcbJudgement launch = tdx(launchSvn);
    if (currentSvn.isEmpty()) {
      return launch;
    }
    TcbStatus status = relaunch(launch.status(), tdx(currentSvn.get()).status());
    return new TcbJudgement(status, launch.date(), launch.advisories());
  }

  private TcbJudgement tdx(Octets teeTcbSvn) throws RefusalException {
    return converge(platform(Optional.of(teeTcbSvn)), module(teeTcbSvn));
  }

  private Level platform(Optional<Octets> teeTcbSvn) throws RefusalException {
    for (PlatformLevel candidate : tcbInfo.levels()) {
      if (candidate.isReachedBy(pck.cpuSvn(), pck.pceSvn())
          && teeTcbSvn.map(candidate::isReachedByTdx).orElse(true)) {
        return candidate.level();
      }
    }
    throw new RefusalException(Reason.TCB_NOT_SUPPORTED, "the platform is below every known level");
  }

  /// The level of a TDX module that has levels of its own: of major version 1 or higher.
  private Optional<Level> module(Octets teeTcbSvn) throws RefusalException {
    int major = teeTcbSvn.at(1);
    if (major == 0) {
      return Optional.empty();
    }
    TdxModule module =
        tcbInfo
            .module(major)
            .orElseThrow(() ->
                new RefusalException(
                    Reason.TCB_NOT_SUPPORTED, "the TDX module's version is not known"));
    return Optional.of(SvnLevel.match(module.levels(), teeTcbSvn.at(0), "the TDX module"));
  }

  /// Intel's table (4.1.2.5.1.3): an outdated component makes the whole outdated, and what the
  /// platform needs by way of configuration stays needed. It is not a maximum of severities.
  private TcbJudgement converge(Level platform, Optional<Level> module) throws RefusalException {
    TcbStatus status = platform.require(PLATFORM_STATUSES, "the platform");
    boolean outdated = quotingEnclave.require(QE_STATUSES, "the quoting enclave") == OUT_OF_DATE;
    if (module.isPresent()) {
      outdated |= module.get().require(MODULE_STATUSES, "the TDX module") == OUT_OF_DATE;
    }
    List<Level> levels =
        module
            .map(found -> List.of(platform, quotingEnclave, found))
            .orElse(List.of(platform, quotingEnclave));
    return TcbJudgement.of(outdated ? outdated(status) : status, levels);
  }

  private static TcbStatus outdated(TcbStatus platform) {
    return switch (platform) {
      case UP_TO_DATE, SW_HARDENING_NEEDED -> OUT_OF_DATE;
      case CONFIGURATION_NEEDED, CONFIGURATION_AND_SW_HARDENING_NEEDED ->
          OUT_OF_DATE_CONFIGURATION_NEEDED;
      default -> platform;
    };
  }

  private static TcbStatus relaunch(TcbStatus launch, TcbStatus current) {
    if (!isOutdated(launch) || isOutdated(current)) {
      return launch;
    }
    return needsConfiguration(launch) || needsConfiguration(current)
        ? TD_RELAUNCH_ADVISED_CONFIGURATION_NEEDED
        : TD_RELAUNCH_ADVISED;
  }

  private static boolean isOutdated(TcbStatus status) {
    return status == OUT_OF_DATE || status == OUT_OF_DATE_CONFIGURATION_NEEDED;
  }

  private static boolean needsConfiguration(TcbStatus status) {
    return status == CONFIGURATION_NEEDED
        || status == CONFIGURATION_AND_SW_HARDENING_NEEDED
        || status == OUT_OF_DATE_CONFIGURATION_NEEDED;
  }
}
