// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.worker;

/// Whether a registration convinced the verifier.
public sealed interface RegistrationVerdict {
  /// It did.
  ///
  /// @param worker what was proven
  record Convinced(AttestedWorker worker) implements RegistrationVerdict {}

  /// It did not.
  ///
  /// @param reason the first thing found wanting
  record Refused(String reason) implements RegistrationVerdict {}
}
