// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import io.cloister.protocol.secret.SecretBytes;

/// What opening an envelope gave. Callers handle both.
public sealed interface Opening {
  /// The envelope is authentic.
  ///
  /// @param plaintext what was sealed; the caller closes it
  record Opened(SecretBytes plaintext) implements Opening {}

  /// The envelope is not for this key in this context, or not what was sealed.
  ///
  /// @param reason for the record; tells a sender nothing that they do not know
  record Refused(Reason reason) implements Opening {}

  /// Why an envelope was refused.
  enum Reason {
    /// It was sealed under another suite than the key's: a downgrade, or a misdirected message.
    OTHER_SUITE,
    /// Altered, or sealed to another key, for another purpose or in another context: which of
    /// these, cannot be told.
    NOT_AUTHENTIC,
    /// Authentic, but its sender did not pad it as everyone must.
    MALFORMED_PADDING
  }
}
