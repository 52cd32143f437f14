// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.trust.Trust;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;

/// The parts of a bundle that need no proof to be read. Nothing in here is believed yet.
///
/// @param bundle the whole
/// @param genesis the genesis it claims
/// @param definition the definition it claims
record BundleParts(AuditBundle bundle, Genesis genesis, JobDefinition definition) {
  /// Takes a bundle apart; there is one encoding of each part only.
  static Proof<BundleParts> of(byte[] bytes) throws MalformedException {
    AuditBundle bundle = AuditBundle.decode(bytes);
    BundleParts parts =
        new BundleParts(
            bundle,
            Genesis.decode(bundle.genesis()),
            JobDefinition.decode(bundle.agreement().definition()));
    return new Proof<>(parts, "an audit bundle of version 1, " + bytes.length + " bytes");
  }

  /// Compares the genesis with what was pinned.
  Proof<Genesis> trusted(Trust trust) throws Refuted {
    Refuted.unless(
        genesis.digest().equals(trust.chainId()),
        "the bundle is of chain " + genesis.digest() + ", pinned is " + trust.chainId());
    return new Proof<>(
        genesis, "chain " + trust.chainId() + " (" + genesis.name() + ") is the one pinned");
  }

  /// Compares the definition with the one that the job's context names.
  Proof<JobDefinition> agreed() throws Refuted {
    JobContext context = context();
    Refuted.unless(
        definition.digest().equals(context.definition()),
        "the definition is not the one that the job names");
    Refuted.unless(
        definition.purpose().equals(context.purpose()),
        "the job serves another purpose than its definition");
    return new Proof<>(
        definition,
        "\"%s\" of %s, purpose %s, %d inputs: %s"
            .formatted(
                definition.name(),
                definition.tenant(),
                definition.purpose(),
                definition.inputs().size(),
                definition.digest()));
  }

  JobContext context() {
    return bundle.decision().context();
  }
}
