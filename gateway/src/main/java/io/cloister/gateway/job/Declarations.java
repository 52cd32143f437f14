// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.dataset.OwnerStatements;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.protocol.job.DatasetDeclaration;

/// What owners declared about the inputs of a job.
final class Declarations {
  private Declarations() {}

  static DatasetDeclaration of(AgreedInput input) {
    return OwnerStatements.declarationOf(input.declaration());
  }
}
