// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.job;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.HybridPublicKey;
import java.util.List;

/// What an owner says about a dataset, and on which terms it may be used. Signed by the owner's
/// key, which it names: so whoever trusts the declaration's digest needs no directory of keys. The
/// digest is the dataset's id, and the context that its ciphertext is bound to.
///
/// @param tenant the owner: an organization's alias
/// @param name what people call it
/// @param version counts the declarations of one name from 1
/// @param columns the schema, in the order of the data
/// @param format how the plaintext is written
/// @param purposes the purposes it may serve (W3C DPV terms)
/// @param lawfulBasis why it may be processed (an eu-gdpr term)
/// @param categories categories of personal data in it; empty if none
/// @param regions where it may be processed
/// @param rules what every result must keep to
/// @param ownerKey signs this declaration, its content and its approvals
/// @param createdAt milliseconds since 1970
public record DatasetDeclaration(
    String tenant,
    String name,
    int version,
    List<Column> columns,
    DataFormat format,
    List<String> purposes,
    String lawfulBasis,
    List<String> categories,
    List<String> regions,
    AnalysisRules rules,
    HybridPublicKey ownerKey,
    long createdAt)
    implements Encodable {
  private static final int MAX_TERMS = 64;

  /// Largest encoding in bytes.
  public static final int MAX_BYTES = 256 * 1024;

  /// Checks the limits of this record.
  public DatasetDeclaration {
    Identifiers.requireTenant(tenant);
    Identifiers.requireTerm("name", name);
    if (columns.isEmpty()) {
      throw new IllegalArgumentException("columns must not be empty");
    }
    columns = List.copyOf(columns);
    purposes = List.copyOf(purposes);
    categories = List.copyOf(categories);
    regions = List.copyOf(regions);
  }

  @Override
  public void write(CborWriter out) {
    out.map(12)
        .key(1)
        .text(tenant)
        .key(2)
        .text(name)
        .key(3)
        .integer(version)
        .key(4)
        .items(columns)
        .key(5)
        .integer(format.wireId())
        .key(6)
        .texts(purposes)
        .key(7)
        .text(lawfulBasis)
        .key(8)
        .texts(categories)
        .key(9)
        .texts(regions)
        .key(10)
        .item(rules)
        .key(11)
        .item(ownerKey)
        .key(12)
        .integer(createdAt);
  }

  /// Reads what [#write] wrote.
  public static DatasetDeclaration read(CborReader in) throws MalformedException {
    in.map(12);
    return new DatasetDeclaration(
        in.key(1).text(Identifiers.MAX_BYTES),
        in.key(2).text(Identifiers.MAX_BYTES),
        (int) in.key(3).integer(1, Integer.MAX_VALUE),
        in.key(4).list(MAX_COLUMNS, Column::read),
        DataFormat.of(in.key(5).integer()),
        in.key(6).list(MAX_TERMS, e -> e.text(Identifiers.MAX_BYTES)),
        in.key(7).text(Identifiers.MAX_BYTES),
        in.key(8).list(MAX_TERMS, e -> e.text(Identifiers.MAX_BYTES)),
        in.key(9).list(MAX_TERMS, e -> e.text(Identifiers.MAX_BYTES)),
        AnalysisRules.read(in.key(10)),
        HybridPublicKey.read(in.key(11)),
        in.key(12).integer(0, Long.MAX_VALUE));
  }

  /// Decodes a whole encoding.
  public static DatasetDeclaration decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, DatasetDeclaration::read);
  }

  private static final int MAX_COLUMNS = 1024;
}
