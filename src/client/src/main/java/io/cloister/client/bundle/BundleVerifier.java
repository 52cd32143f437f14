// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.client.bundle.Comparison.Agreed;
import io.cloister.client.bundle.Comparison.Assignment;
import io.cloister.client.trust.EvidenceTrust;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.KeyId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// Verifies an audit bundle offline, as an argument of numbered steps: each builds only on what the
/// steps before it have proven, and the first of all on a digest that the auditor pinned.
///
/// Trusts that digest, and through it more than two thirds of the gatekeepers; the TEE vendor's
/// root; nothing else. Whoever made or carried the bundle is taken for hostile. Every byte of a
/// bundle is bound by some step, so an altered bundle fails, whatever was altered.
public final class BundleVerifier {
  private final Trust trust;

  /// @param trust what the auditor pinned
  public BundleVerifier(Trust trust) {
    this.trust = trust;
  }

  /// Verifies an encoded [io.cloister.protocol.bundle.AuditBundle].
  public Verification verify(byte[] bundle) {
    Argument argument = new Argument();
    try {
      ProvenJob proven = prove(bundle, argument);
      return new Verification(argument.steps(), Optional.of(proven));
    } catch (Refuted e) {
      return new Verification(argument.steps(), Optional.empty());
    }
  }

  private ProvenJob prove(byte[] bytes, Argument argument) throws Refuted {
    // 1. It is a bundle: each part has one encoding only, and nothing is left over.
    BundleParts parts = argument.step("format", () -> BundleParts.of(bytes));

    // 2. It speaks of the chain that was pinned. From here on the genesis is believed.
    Genesis genesis = argument.step("trust", () -> parts.trusted(trust));

    // 3. Whatever it says about that chain is certified by its gatekeepers.
    ChainFacts facts = argument.step("certificates", () -> ChainFacts.of(parts.bundle(), genesis));

    // 4. The definition is the one that the job's context names ...
    JobDefinition definition = argument.step("definition", parts::agreed);

    // 5. ... and a gateway committed to that context on the chain, on the definition's terms.
    Authorization authorization =
        argument.step("authorization", () -> Authorization.of(parts, facts));

    // 6 to 8. Each owner declared their dataset, named its ciphertext, and approved the definition.
    OwnerStatements owners = new OwnerStatements(parts);
    List<DatasetDeclaration> declarations = argument.step("declarations", owners::declarations);
    List<SealedContent> contents = argument.step("contents", () -> owners.contents(declarations));
    argument.step("approvals", () -> owners.approvals(declarations, authorization.at()));

    // 9. The policy allowed it: the decision comes out the same when it is made again.
    argument.step("policy", () -> PolicyReplay.of(genesis, parts.bundle().decision()));

    // 10. The workers are enclaves that their evidence and operators vouch for ...
    EvidenceTrust evidence = new EvidenceTrust(trust.simulated());
    Map<KeyId, AttestedWorker> workers =
        argument.step("registrations", () -> Registrations.of(genesis, evidence, facts));

    // 11. ... the chain chose them, from those that held the keys, of distinct operators ...
    Comparison comparison = new Comparison(authorization, facts, workers);
    Assignment assignment = argument.step("assignment", comparison::assignment);

    // 12. ... and a quorum of them revealed, after committing, the same result.
    Agreed agreed = argument.step("comparison", () -> comparison.compared(assignment));

    // 13. The receipt says all this, and nothing else.
    Receipt receipt =
        argument.step(
            "receipt",
            () -> {
              byte[] statement = parts.bundle().receipt();
              return ReceiptCheck.of(
                  parts, contents, comparison.run(statement, assignment, agreed));
            });

    // 14. Whether hardware stands behind it is for the reader to see.
    argument.step("mode", () -> mode(receipt, definition));
    return new ProvenJob(receipt, agreed.ending().agreeing(), agreed.ending().dissenting());
  }

  private static Proof<String> mode(Receipt receipt, JobDefinition definition) {
    String mode = receipt.mode();
    String worth =
        mode.equals("simulated")
            ? "SIMULATED: made by software for development, no hardware stands behind it"
            : mode.toUpperCase(Locale.ROOT)
                + " hardware, confidence class "
                + receipt.confidenceClass();
    return new Proof<>(mode, worth + "; " + definition.constraints().replicas() + " replicas");
  }
}
