// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import io.cloister.gateway.dataset.OwnerStatements;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.StopOrder;
import io.cloister.protocol.signature.SignedStatement;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Takes the owners' word on definitions: consent, keys for enclaves, withdrawal. Starting needs
/// every owner; stopping needs one, and takes effect with its transaction. The owner's key in the
/// dataset's declaration decides whose word it is, not the caller's token.
@ApplicationScoped
class ConsentService {
  /// How far an owner's clock may run ahead of ours.
  private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

  private final DefinitionService definitions;
  private final Transactions transactions;
  private final OwnerStatements statements;
  private final CryptoThreads crypto;
  private final InstantSource clock;

  ConsentService(
      DefinitionService definitions,
      Transactions transactions,
      OwnerStatements statements,
      CryptoThreads crypto,
      InstantSource clock) {
    this.definitions = definitions;
    this.transactions = transactions;
    this.statements = statements;
    this.crypto = crypto;
    this.clock = clock;
  }

  /// Stores an owner's consent and the keys that come with it.
  Uni<Agreement> approve(Tenant tenant, Digest id, byte[] statement, List<KeyGrant> grants) {
    return definitions
        .find(tenant, id)
        .invoke(agreement -> requireAlive(agreement))
        .chain(found -> crypto.compute(() -> approval(tenant, found, statement, grants)))
        .chain(rows -> store(tenant, rows))
        .chain(() -> definitions.find(tenant, id));
  }

  /// Stores keys for more enclaves, for instance for workers that registered after the approval.
  Uni<Void> grant(Tenant tenant, Digest id, List<KeyGrant> grants) {
    return definitions
        .find(tenant, id)
        .map(agreement -> grantRows(tenant, agreement, grants))
        .chain(rows -> store(tenant, rows));
  }

  /// Stops a definition for good.
  Uni<Agreement> stop(Tenant tenant, Digest id, byte[] statement) {
    return definitions
        .find(tenant, id)
        .chain(found -> crypto.compute(() -> stopOrder(tenant, found, statement)))
        .chain(row -> store(tenant, List.of(row)))
        .chain(() -> definitions.find(tenant, id));
  }

  private Uni<Void> store(Tenant tenant, List<?> rows) {
    return transactions.inTenant(tenant, session -> session.mergeAll(rows.toArray()));
  }

  private void requireAlive(Agreement agreement) {
    switch (agreement.stateAt(clock.instant())) {
      case STOPPED ->
          throw ProblemException.of(
              ProblemCode.DEFINITION_STOPPED, "An owner has stopped this definition for good.");
      case EXPIRED ->
          throw ProblemException.of(
              ProblemCode.DEFINITION_EXPIRED, "The definition's expiry has passed.");
      case DRAFT, APPROVED -> {}
    }
  }

  private List<Object> approval(
      Tenant tenant, Agreement agreement, byte[] statement, List<KeyGrant> grants) {
    Approval claimed = unverified(statement, Approval::decode);
    AgreedInput input = ownInput(tenant, agreement, claimed.declaration(), "statement");
    Approval approval = signed(input, statement, ContentTypes.APPROVAL, Approval::decode);
    requireSame(agreement, approval.definition());
    requireCurrent(approval.approvedAt());
    if (approval.expiresAt() <= clock.millis()) {
      throw ProblemException.of(
              ProblemCode.STATEMENT_EXPIRED, "The approval's expiry lies in the past.")
          .at("statement");
    }
    ApprovalEntity row = new ApprovalEntity();
    row.definition = agreement.id();
    row.dataset = input.dataset();
    row.statement = statement.clone();
    row.approvedAt = Instant.ofEpochMilli(approval.approvedAt());
    row.expiresAt = Instant.ofEpochMilli(approval.expiresAt());
    List<Object> rows = new ArrayList<>(grantRows(tenant, agreement, grants));
    rows.add(row);
    return rows;
  }

  private StopEntity stopOrder(Tenant tenant, Agreement agreement, byte[] statement) {
    StopOrder claimed = unverified(statement, StopOrder::decode);
    AgreedInput input = ownInput(tenant, agreement, claimed.declaration(), "statement");
    StopOrder order = signed(input, statement, ContentTypes.STOP, StopOrder::decode);
    requireSame(agreement, order.definition());
    StopEntity row = new StopEntity();
    row.definition = agreement.id();
    row.dataset = input.dataset();
    row.statement = statement.clone();
    row.stoppedAt = clock.instant();
    return row;
  }

  private static List<GrantEntity> grantRows(
      Tenant tenant, Agreement agreement, List<KeyGrant> grants) {
    List<GrantEntity> rows = new ArrayList<>();
    for (KeyGrant grant : grants) {
      AgreedInput input = ownInput(tenant, agreement, grant.declaration(), "grants");
      requireSame(agreement, grant.definition());
      GrantEntity row = new GrantEntity();
      row.definition = agreement.id();
      row.dataset = input.dataset();
      row.recipient = grant.recipient().hex();
      row.bytes = grant.encode();
      rows.add(row);
    }
    return rows;
  }

  private static <T> T unverified(byte[] statement, Wire.Decoder<T> decoder) {
    byte[] payload =
        Wire.decoded("statement", statement, SignedStatement::decode).unverifiedPayload();
    return Wire.decoded("statement", payload, decoder);
  }

  private <T> T signed(
      AgreedInput input, byte[] statement, String contentType, Wire.Decoder<T> decoder) {
    var owner = OwnerStatements.declarationOf(input.declaration()).ownerKey();
    return statements.signed(statement, contentType, owner, decoder);
  }

  private static AgreedInput ownInput(
      Tenant tenant, Agreement agreement, Digest declaration, String field) {
    return agreement.inputs().stream()
        .filter(input -> input.dataset().equals(declaration.hex()))
        .filter(input -> input.tenant().equals(tenant.alias()))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.of(
                    ProblemCode.NOT_AN_INPUT, "No input of the definition is that one of yours.")
                .at(field));
  }

  private static void requireSame(Agreement agreement, Digest definition) {
    if (!definition.hex().equals(agreement.id())) {
      throw ProblemException.of(
          ProblemCode.DEFINITION_MISMATCH, "The statement does not name this definition.");
    }
  }

  private void requireCurrent(long millis) {
    if (millis > clock.instant().plus(CLOCK_SKEW).toEpochMilli()) {
      throw ProblemException.of(
              ProblemCode.STATEMENT_EXPIRED, "The statement speaks of a time to come.")
          .at("statement")
          .mend("Set the clock of the machine that signs.");
    }
  }
}
