// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

/// Runs one program over the inputs it is given.
///
/// An engine sees plaintext and never a key, so that a flaw in it cannot open more than the job it
/// runs. The program's text is hostile; the inputs are what an owner sealed, and may be malformed.
@FunctionalInterface
public interface JobEngine {
  /// Runs to the end, a refusal, or the job's time limit. Closes no input.
  EngineResult run(EngineJob job);
}
