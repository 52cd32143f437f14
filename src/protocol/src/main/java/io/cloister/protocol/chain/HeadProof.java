// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.Objects;

/// The newest final header.
///
/// @param header the encoded header
/// @param certificate why it is final
public record HeadProof(byte[] header, Certificate certificate) implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 128 * 1024;

  /// Checks the limits of this record.
  public HeadProof {
    header = header.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(2).key(1).bytes(header).key(2).item(certificate);
  }

  /// Reads what [#write] wrote.
  public static HeadProof read(CborReader in) throws MalformedException {
    in.map(2);
    return new HeadProof(in.key(1).bytes(Header.MAX_BYTES), Certificate.read(in.key(2)));
  }

  /// Decodes a whole encoding.
  public static HeadProof decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, HeadProof::read);
  }

  @Override
  public byte[] header() {
    return header.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof HeadProof that
        && Arrays.equals(header, that.header)
        && certificate.equals(that.certificate);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(header), certificate);
  }

  @Override
  public String toString() {
    return "HeadProof[" + digest() + "]";
  }
}
