// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.Decision;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Decides whether jobs may process data, by one bundle. Immutable and safe to share; trusts the
/// facts that it is given, and nothing else.
public final class ProcessingPolicy {
  private static final String SET = "/cloister/policies/processing/processing.json";
  private static final String SCHEMA = "/cloister/policies/cloister.cedarschema";

  private final PolicyBundle bundle;

  public ProcessingPolicy(PolicyBundle bundle) {
    this.bundle = requireNonNull(bundle, "bundle");
  }

  /// The policies that this release ships with.
  public static ProcessingPolicy load() {
    return new ProcessingPolicy(PolicyBundle.of(resource(SET), resource(SCHEMA)));
  }

  private static byte[] resource(String name) {
    try (InputStream in = ProcessingPolicy.class.getResourceAsStream(name)) {
      return requireNonNull(in, name).readAllBytes();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(name, unreadable);
    }
  }

  public PolicyBundle bundle() {
    return bundle;
  }

  /// Decides, and records the decision as of the time in the facts.
  public ProcessingDecision decide(ProcessingFacts facts) {
    DecisionRecord record =
        DecisionRecord.decide(
            bundle,
            ProcessingEntities.request(facts),
            ProcessingEntities.entities(facts),
            facts.circumstances().now());
    return explain(record);
  }

  /// Explains a recorded decision of this bundle.
  ///
  /// @throws IllegalArgumentException when another bundle decided it
  public ProcessingDecision explain(DecisionRecord record) {
    if (!record.statement().bundle().equals(bundle.digest())) {
      throw new IllegalArgumentException("the decision was made by another bundle");
    }
    Decision decision = record.statement().decision();
    List<Explanation> explanations = Explanation.of(decision, bundle.policies());
    return decision.grants()
        ? new ProcessingDecision.Permitted(record, explanations)
        : new ProcessingDecision.Denied(record, explanations);
  }
}
