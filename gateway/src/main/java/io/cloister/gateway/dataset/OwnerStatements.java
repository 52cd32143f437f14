// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.dataset;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import jakarta.enterprise.context.ApplicationScoped;

/// Checks what data owners sign. Slow enough (a post-quantum signature) to belong on a crypto
/// thread.
@ApplicationScoped
public class OwnerStatements {
  private static final String FIELD = "statement";

  /// A declaration, signed by the key that it names itself.
  DatasetDeclaration selfSigned(byte[] bytes) {
    SignedStatement statement = Wire.decoded(FIELD, bytes, SignedStatement::decode);
    DatasetDeclaration claimed =
        Wire.decoded(FIELD, statement.unverifiedPayload(), DatasetDeclaration::decode);
    requireSigned(statement, ContentTypes.DECLARATION, claimed.ownerKey());
    return claimed;
  }

  /// The declaration in a stored statement, which was verified when it came in.
  public static DatasetDeclaration declarationOf(byte[] stored) {
    SignedStatement statement = Wire.stored(stored, SignedStatement::decode);
    return Wire.stored(statement.unverifiedPayload(), DatasetDeclaration::decode);
  }

  /// Any other record, signed by a dataset's owner.
  ///
  /// @throws ProblemException if the key has not signed it, or it is not such a record
  public <T> T signed(
      byte[] bytes, String contentType, HybridPublicKey owner, Wire.Decoder<T> decoder) {
    SignedStatement statement = Wire.decoded(FIELD, bytes, SignedStatement::decode);
    byte[] payload = requireSigned(statement, contentType, owner);
    return Wire.decoded(FIELD, payload, decoder);
  }

  private static byte[] requireSigned(
      SignedStatement statement, String contentType, HybridPublicKey owner) {
    return switch (statement.verify(contentType, owner)) {
      case Verification.Verified(byte[] payload) -> payload;
      case Verification.Refused refused ->
          throw ProblemException.of(
                  ProblemCode.SIGNATURE_REFUSED,
                  "The statement is not signed by the key of the dataset's declaration.")
              .at(FIELD);
    };
  }
}
