// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.merkle.InclusionProof;
import java.util.Arrays;
import java.util.Objects;

/// That an entry stands in a final block: all it takes to check it offline.
///
/// @param entry the encoded entry
/// @param inclusion its place in the block
/// @param header the encoded header
/// @param certificate why the header is final
public record EntryProof(
    byte[] entry, InclusionProof inclusion, byte[] header, Certificate certificate)
    implements Encodable {
  /// Largest encoding in bytes.
  public static final int MAX_BYTES = BlockEntry.MAX_BYTES + 256 * 1024;

  /// Checks the limits of this record.
  public EntryProof {
    entry = entry.clone();
    header = header.clone();
  }

  @Override
  public void write(CborWriter out) {
    out.map(4)
        .key(1)
        .bytes(entry)
        .key(2)
        .item(inclusion)
        .key(3)
        .bytes(header)
        .key(4)
        .item(certificate);
  }

  /// Reads what [#write] wrote.
  public static EntryProof read(CborReader in) throws MalformedException {
    in.map(4);
    return new EntryProof(
        in.key(1).bytes(BlockEntry.MAX_BYTES),
        InclusionProof.read(in.key(2)),
        in.key(3).bytes(Header.MAX_BYTES),
        Certificate.read(in.key(4)));
  }

  /// Decodes a whole encoding.
  public static EntryProof decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, EntryProof::read);
  }

  @Override
  public byte[] entry() {
    return entry.clone();
  }

  @Override
  public byte[] header() {
    return header.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof EntryProof that
        && Arrays.equals(entry, that.entry)
        && inclusion.equals(that.inclusion)
        && Arrays.equals(header, that.header)
        && certificate.equals(that.certificate);
  }

  @Override
  public int hashCode() {
    return Objects.hash(Arrays.hashCode(entry), inclusion, Arrays.hashCode(header), certificate);
  }

  @Override
  public String toString() {
    return "EntryProof[" + digest() + "]";
  }
}
