// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

/// The values that one job gives to its definition's parameters.
///
/// @param values one for each declared parameter
public record JobParameters(List<Parameter> values) implements Encodable {
  private static final int MAX_PARAMETERS = 64;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 1024 * 1024;

  /// Checks the limits of this record.
  public JobParameters {
    Identifiers.requireDistinct("values", values, Parameter::name);
    values = List.copyOf(values);
  }

  @Override
  public void write(CborWriter out) {
    out.map(1).key(1).items(values);
  }

  /// Reads what [#write] wrote.
  public static JobParameters read(CborReader in) throws MalformedException {
    in.map(1);
    return new JobParameters(in.key(1).list(MAX_PARAMETERS, Parameter::read));
  }

  /// Decodes a whole encoding.
  public static JobParameters decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, JobParameters::read);
  }
}
