// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.bundle.Argument.Proof;
import io.cloister.protocol.bundle.AuditBundle.InputStatements;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification.Refused;
import io.cloister.protocol.signature.Verification.Verified;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// What the owners of the inputs signed. An owner's key is part of the declaration, and the
/// declaration's digest is part of the definition: no directory of keys has to be trusted.
final class OwnerStatements {
  private final List<InputStatements> statements;
  private final JobDefinition definition;

  OwnerStatements(BundleParts parts) {
    this.statements = parts.bundle().agreement().inputs();
    this.definition = parts.definition();
  }

  /// Each declaration is the one that the definition names, signed by the key it names, and allows
  /// the purpose.
  Proof<List<DatasetDeclaration>> declarations() throws Refuted, MalformedException {
    Refuted.unless(
        statements.size() == definition.inputs().size(),
        "the definition has " + definition.inputs().size() + " inputs, not " + statements.size());
    List<DatasetDeclaration> declarations = new ArrayList<>();
    for (int i = 0; i < statements.size(); i++) {
      SignedStatement statement = SignedStatement.decode(statements.get(i).declaration());
      DatasetDeclaration declaration = DatasetDeclaration.decode(statement.unverifiedPayload());
      String table = definition.inputs().get(i).table();
      Refuted.unless(
          declaration.digest().equals(definition.inputs().get(i).declaration()),
          "the dataset of " + table + " is not the one that the definition names");
      opened(
          statements.get(i).declaration(),
          ContentTypes.DECLARATION,
          declaration.ownerKey(),
          "declaration of " + table);
      Refuted.unless(
          declaration.purposes().contains(definition.purpose()),
          "the dataset of " + table + " does not serve this purpose");
      declarations.add(declaration);
    }
    return new Proof<>(
        List.copyOf(declarations),
        "signed by their owners: "
            + String.join(", ", declarations.stream().map(OwnerStatements::label).toList()));
  }

  /// Each content is signed by the declaration's owner, for that declaration.
  Proof<List<SealedContent>> contents(List<DatasetDeclaration> declarations)
      throws Refuted, MalformedException {
    List<SealedContent> contents = new ArrayList<>();
    for (int i = 0; i < declarations.size(); i++) {
      DatasetDeclaration declaration = declarations.get(i);
      byte[] payload =
          opened(
              statements.get(i).content(),
              ContentTypes.CONTENT,
              declaration.ownerKey(),
              "content of " + label(declaration));
      SealedContent content = SealedContent.decode(payload);
      Refuted.unless(
          content.declaration().equals(declaration.digest()),
          "the content of " + label(declaration) + " belongs to another declaration");
      contents.add(content);
    }
    return new Proof<>(
        List.copyOf(contents), contents.size() + " sealed contents, each named by its owner");
  }

  /// Each owner agreed to exactly this definition, and did so when the job was authorized.
  Proof<List<Approval>> approvals(List<DatasetDeclaration> declarations, long authorizedAt)
      throws Refuted, MalformedException {
    Refuted.unless(
        definition.createdAt() <= authorizedAt && authorizedAt < definition.expiresAt(),
        "the definition was not in force when the job was authorized");
    List<Approval> approvals = new ArrayList<>();
    for (int i = 0; i < declarations.size(); i++) {
      DatasetDeclaration declaration = declarations.get(i);
      byte[] payload =
          opened(
              statements.get(i).approval(),
              ContentTypes.APPROVAL,
              declaration.ownerKey(),
              "approval of " + label(declaration));
      Approval approval = Approval.decode(payload);
      Refuted.unless(
          approval.definition().equals(definition.digest())
              && approval.declaration().equals(declaration.digest()),
          "the owner of " + label(declaration) + " approved something else");
      Refuted.unless(
          approval.isInForceAt(authorizedAt),
          "the approval of "
              + label(declaration)
              + " was not in force at "
              + Instant.ofEpochMilli(authorizedAt));
      approvals.add(approval);
    }
    return new Proof<>(
        List.copyOf(approvals),
        "every owner approved this definition, in force at " + Instant.ofEpochMilli(authorizedAt));
  }

  private static byte[] opened(
      byte[] statement, String contentType, HybridPublicKey key, String what)
      throws Refuted, MalformedException {
    return switch (SignedStatement.decode(statement).verify(contentType, key)) {
      case Verified verified -> verified.payload();
      case Refused refused -> throw new Refuted("the " + what + " is not signed by the owner");
    };
  }

  private static String label(DatasetDeclaration declaration) {
    return declaration.tenant() + "/" + declaration.name();
  }
}
