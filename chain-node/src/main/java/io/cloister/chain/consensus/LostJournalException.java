// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

/// Peers hold an event that this member signed and does not know: its journal is gone or was put
/// back. To go on could fork it.
final class LostJournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LostJournalException() {
    super(
        "other gatekeepers hold events of this one that are not in its journal; bring the journal"
            + " back, or have the gatekeeper replaced under a new key");
  }
}
