// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

/// What checking one plain signature gave.
public enum Authenticity {
  /// The key's holder signed exactly this message.
  GENUINE,
  /// They did not, as far as anyone can show.
  FORGED
}
