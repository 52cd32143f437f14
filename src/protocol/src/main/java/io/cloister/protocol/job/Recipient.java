// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.RecipientKey;

/// Someone who may read the result.
///
/// @param tenant the organization they belong to
/// @param key what the result is sealed to
public record Recipient(String tenant, RecipientKey key) implements Encodable {
  /// Checks the limits of this record.
  public Recipient {
    Identifiers.requireTenant(tenant);
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).text(tenant).key(2).item(key);
  }

  /// Reads what [#write] wrote.
  public static Recipient read(CborReader in) throws MalformedException {
    in.map(2);
    return new Recipient(in.key(1).text(Identifiers.MAX_BYTES), RecipientKey.read(in.key(2)));
  }
}
