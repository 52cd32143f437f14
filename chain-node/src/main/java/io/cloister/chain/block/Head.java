// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.protocol.chain.Header;
import io.cloister.protocol.encoding.Digest;

/// A block and its certificate.
///
/// @param header decoded
/// @param encoded header
/// @param hash of the header
/// @param checkpoint the signed note over the log that ends with this header; empty as long as
///   nothing is certified
@SuppressWarnings("ArrayRecordComponent")
public record Head(Header header, byte[] encoded, Digest hash, String checkpoint) {
  /// The block's height.
  public long height() {
    return header.height();
  }

  /// Whether it is final.
  public boolean isCertified() {
    return !checkpoint.isEmpty();
  }

  /// How many headers the certified log has.
  long size() {
    return header.height() + 1;
  }
}
