// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import io.cloister.policy.bundle.DecisionRecord;
import java.util.List;

/// The answer to whether a job may process data, with the record that proves it.
public sealed interface ProcessingDecision {
  /// The decision with all it takes to decide it again.
  DecisionRecord record();

  /// Why, sorted by policy id.
  List<Explanation> explanations();

  /// The job may go ahead.
  record Permitted(DecisionRecord record, List<Explanation> explanations)
      implements ProcessingDecision {
    public Permitted {
      explanations = List.copyOf(explanations);
    }
  }

  /// The job may not. Without explanations, nothing permitted it.
  record Denied(DecisionRecord record, List<Explanation> explanations)
      implements ProcessingDecision {
    public Denied {
      explanations = List.copyOf(explanations);
    }
  }
}
