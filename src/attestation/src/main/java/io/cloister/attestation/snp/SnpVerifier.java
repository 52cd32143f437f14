// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.snp;

import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.Endorsements;
import io.cloister.attestation.Endorsements.AmdCertificates;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.EvidenceVerifier;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Freshness;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.Platform;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.ReportData;
import io.cloister.attestation.Tcb;
import io.cloister.attestation.Workload;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.Workload.Release;
import io.cloister.attestation.snp.EndorsementKey.Kind;
import io.cloister.attestation.x509.Certificate;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Verifies SEV-SNP attestation reports. Trusts one pinned root per product.
///
/// 1. The leaf leads over the product's authority (ASK for a VCEK, ASVK for a VLEK) to the pinned
///    root, by RSASSA-PSS with SHA-384.
/// 2. The leaf's key is of the kind that the report names.
/// 3. It was derived for the TCB version and, if it is a chip's, for the chip in the report.
/// 4. It signed the report.
///
/// AMD publishes no status of TCB versions: the policy must have a floor.
public final class SnpVerifier implements EvidenceVerifier {
  private final Map<SnpProduct, Certificate> roots;

  /// @param roots the pinned root certificate of each product to accept
  public SnpVerifier(Map<SnpProduct, Certificate> roots) {
    this.roots = Map.copyOf(roots);
  }

  @Override
  public Set<EvidenceKind> kinds() {
    return EnumSet.of(EvidenceKind.SNP);
  }

  @Override
  public Proven verify(Evidence evidence, Endorsements endorsements, Instant at)
      throws RefusalException {
    if (!(endorsements instanceof AmdCertificates(Octets leafDer, List<Octets> authorities))) {
      throw new RefusalException(Reason.ENDORSEMENTS, "a report needs AMD's certificates");
    }
    SnpReport report = parse(evidence.bytes());
    Certificate leaf = certificate(leafDer);
    Certificate authority = issuerOf(leaf, authorities);
    SnpProduct product = productOf(authority);
    Certificate root = root(product);
    for (Certificate part : List.of(leaf, authority, root)) {
      part.requireValid(at);
    }
    EndorsementKey key = EndorsementKey.of(leaf, product);
    requireAuthority(authority, product, key.chip());
    Map<String, Integer> svns = product.svns(report.reportedTcb());
    requireSubject(key, report, svns);
    requireSignature(key, report);
    Instant expiresAt =
        Stream.of(leaf, authority, root)
            .map(Certificate::notAfter)
            .min(Instant::compareTo)
            .orElseThrow();
    return new Proven(
        EvidenceKind.SNP,
        workload(report),
        new Platform(product.label(), chip(report)),
        Tcb.notRated(svns),
        flags(report),
        new Freshness(at, at, expiresAt));
  }

  private static SnpReport parse(Octets bytes) throws RefusalException {
    try {
      return SnpReport.parse(bytes);
    } catch (MalformedException e) {
      throw new RefusalException(Reason.FORMAT, String.valueOf(e.getMessage()));
    }
  }

  private static Certificate certificate(Octets der) throws RefusalException {
    try {
      return Certificate.parse(der);
    } catch (MalformedException e) {
      throw new RefusalException(Reason.CHAIN, "a certificate is not well-formed");
    }
  }

  private static Certificate issuerOf(Certificate leaf, List<Octets> authorities)
      throws RefusalException {
    for (Octets der : authorities) {
      Certificate candidate = certificate(der);
      if (candidate.subject().equals(leaf.issuer())) {
        leaf.requireIssuedBy(candidate);
        return candidate;
      }
    }
    throw new RefusalException(Reason.CHAIN, "the leaf's issuer is missing");
  }

  /// By the root that issued the authority, not by what any certificate calls itself.
  private SnpProduct productOf(Certificate authority) throws RefusalException {
    for (Map.Entry<SnpProduct, Certificate> root : roots.entrySet()) {
      if (root.getValue().subject().equals(authority.issuer())) {
        authority.requireIssuedBy(root.getValue());
        return root.getKey();
      }
    }
    throw new RefusalException(Reason.CHAIN, "the authority is not of an accepted product");
  }

  private Certificate root(SnpProduct product) throws RefusalException {
    return Optional.ofNullable(roots.get(product))
        .orElseThrow(() -> new RefusalException(Reason.CHAIN, "no root of " + product));
  }

  private static void requireAuthority(Certificate authority, SnpProduct product, Kind kind)
      throws RefusalException {
    String expected =
        switch (kind) {
          case VCEK -> "SEV-" + product.label();
          case VLEK -> "SEV-VLEK-" + product.label();
        };
    require(
        authority.subject().commonName().equals(expected),
        Reason.CHAIN,
        "the authority may not issue a " + kind);
    authority.requireAuthority();
  }

  private static void requireSubject(
      EndorsementKey key, SnpReport report, Map<String, Integer> svns) throws RefusalException {
    int signingKey =
        switch (key.chip()) {
          case VCEK -> 0;
          case VLEK -> 1;
        };
    require(
        report.signingKey() == signingKey, Reason.MISMATCH, "the report names another kind of key");
    require(key.isOf(svns), Reason.MISMATCH, "the key is of another TCB version");
    require(
        key.chip() == Kind.VLEK || key.isOfChip(report.chipId()),
        Reason.MISMATCH,
        "the key is of another chip");
  }

  private static void requireSignature(EndorsementKey key, SnpReport report)
      throws RefusalException {
    try {
      require(
          key.key().verifies(report.signed().toBytes(), report.signature()),
          Reason.SIGNATURE,
          "the chip did not sign the report");
    } catch (MalformedException e) {
      throw new RefusalException(Reason.SIGNATURE, String.valueOf(e.getMessage()));
    }
  }

  private static Workload workload(SnpReport report) {
    Octets signer = report.idKeyDigest();
    Optional<Release> release =
        signer.isZero() ? Optional.empty() : Optional.of(new Release(signer, 0, report.guestSvn()));
    return new Workload(
        Code.of(new Measurement(report.measurement())),
        release,
        new ReportData(report.reportData()));
  }

  /// A cloud may have its chips' ids masked.
  private static Set<Octets> chip(SnpReport report) {
    return report.chipId().isZero() ? Set.of() : Set.of(report.chipId());
  }

  private static Set<Flag> flags(SnpReport report) {
    Set<Flag> flags = EnumSet.noneOf(Flag.class);
    if (report.isDebug()) {
      flags.add(Flag.DEBUG);
    }
    if (report.hasMigrationAgent()) {
      flags.add(Flag.MIGRATION_AGENT);
    }
    return flags;
  }

  private static void require(boolean holds, Reason reason, String detail) throws RefusalException {
    if (!holds) {
      throw new RefusalException(reason, detail);
    }
  }
}
