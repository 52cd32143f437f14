// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Octets;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.Workload.Release;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a relying party accepts, as data. Read by [AppraisalPolicyReader], applied by [Appraiser].
///
/// @param id the name in results and reports
/// @param kinds technologies to accept; simulated evidence only if it is listed here
/// @param code which code to accept
/// @param platform which machines to accept
/// @param tcb how up to date they must be
/// @param flags facts to tolerate
/// @param validity how long an appraisal holds at most
public record AppraisalPolicy(
    String id,
    Set<EvidenceKind> kinds,
    Accepted code,
    Machines platform,
    TcbRules tcb,
    Set<Flag> flags,
    Duration validity) {
  /// Copies the sets.
  public AppraisalPolicy {
    kinds = Set.copyOf(kinds);
    flags = Set.copyOf(flags);
  }

  /// The code to accept: by its measurement, or else by its signer.
  ///
  /// @param measured exact reference values
  /// @param releases accepted releases of known signers
  public record Accepted(Allowed<Code> measured, List<ReleaseRule> releases) {
    /// Copies the list.
    public Accepted {
      releases = List.copyOf(releases);
    }
  }

  /// Every release of one product from one security version on.
  ///
  /// @param signer who signed it
  /// @param productId the signer's number for it
  /// @param minSvn the lowest security version
  public record ReleaseRule(Octets signer, int productId, int minSvn) {
    boolean admits(Release release) {
      return signer.equals(release.signer())
          && productId == release.productId()
          && release.svn() >= minSvn;
    }
  }

  /// The machines to accept.
  ///
  /// @param models FMSPCs in hexadecimal digits, or SNP products such as `Genoa`
  /// @param ids PPIDs, platform instances or chip ids: a quote from a machine that nobody vouches
  ///   for may come from a key that was extracted with physical access
  public record Machines(Allowed<String> models, Allowed<Octets> ids) {}

  /// The lowest security versions to accept of a model that its vendor does not rate.
  ///
  /// @param model the model, or `any`
  /// @param svns by the component's name
  public record Floor(String model, Map<String, Integer> svns) {
    /// Copies the map.
    public Floor {
      svns = Map.copyOf(svns);
    }

    /// Whether a machine of this model with these versions stands on this floor.
    boolean carries(String candidate, Map<String, Integer> found) {
      return (model.equals("any") || model.equals(candidate))
          && svns.entrySet().stream()
              .allMatch(svn -> found.getOrDefault(svn.getKey(), -1) >= svn.getValue());
    }
  }

  /// How up to date the machine and the vendor's statements about it must be.
  ///
  /// @param statuses to accept
  /// @param minDate every fix up to then must be in
  /// @param minEvaluationNumber the vendor's data must be at least this recent; 0 for any
  /// @param maxEndorsementAge the vendor's statements must be at most this old
  /// @param collateralGrace how long after their next update was due the vendor's statements are
  ///   taken all the same; zero unless the policy says so
  /// @param worstClass the least confidence to accept
  /// @param floors the lowest security versions where the vendor rates none: a machine of a model
  ///   without a floor is refused then
  public record TcbRules(
      Set<TcbStatus> statuses,
      Instant minDate,
      int minEvaluationNumber,
      Duration maxEndorsementAge,
      Duration collateralGrace,
      ConfidenceClass worstClass,
      List<Floor> floors) {
    /// Copies the collections.
    public TcbRules {
      statuses = Set.copyOf(statuses);
      floors = List.copyOf(floors);
    }
  }
}
