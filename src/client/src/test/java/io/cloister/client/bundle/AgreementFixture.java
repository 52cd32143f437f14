// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;
import io.cloister.protocol.bundle.AuditBundle.InputStatements;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.receipt.Receipt.InputUsed;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/// What two owners agreed on, and the policy decision about it.
final class AgreementFixture {
  static final String PURPOSE = "dpv:ServiceOptimisation";
  private static final long START = BundleFixture.START;

  UnaryOperator<Approval> bentApproval = approval -> approval;
  UnaryOperator<JobContext> bentContext = context -> context;

  private final List<SigningKeyPair> owners;
  private final List<DatasetDeclaration> declarations;
  private final JobDefinition definition;
  private final byte[] salt = new byte[JobContext.SALT_BYTES];
  private final JobId jobId = new JobId(new UUID(1, 2));
  static final PolicyBundle POLICIES =
      PolicyBundle.of(
          text(
              "{\"staticPolicies\":{\"test.permit\":{\"effect\":\"permit\","
                  + "\"principal\":{\"op\":\"All\"},\"action\":{\"op\":\"All\"},"
                  + "\"resource\":{\"op\":\"All\"},\"conditions\":[]}},"
                  + "\"templates\":{},\"templateLinks\":[]}"),
          text("namespace Cloister {}"));

  AgreementFixture(SecureRandom random) {
    random.nextBytes(salt);
    owners = List.of(SigningKeyPair.generate(random), SigningKeyPair.generate(random));
    declarations =
        List.of(declaration("skyline-air", "flights", 0), declaration("metro", "airports", 1));
    definition =
        new JobDefinition(
            "skyline-air",
            "delays",
            new Program(ProgramKind.SQL, "select 1"),
            List.of(
                new Input("flights", declarations.get(0).digest()),
                new Input("airports", declarations.get(1).digest())),
            PURPOSE,
            List.of(
                new Recipient(
                    "skyline-air", RecipientKeyPair.generate(Suite.XWING, random).publicKey())),
            List.of(),
            new Constraints(3, 2, 60, List.of("eu")),
            START,
            START + 86_400_000);
  }

  JobDefinition definition() {
    return definition;
  }

  byte[] salt() {
    return salt.clone();
  }

  PolicyBundle policies() {
    return POLICIES;
  }

  JobContext context() {
    return bentContext.apply(
        new JobContext(jobId, definition.digest(), decision().digest(), PURPOSE, "skyline-air"));
  }

  DecisionRecord decision() {
    EntityUid job = uid("Job", jobId.toString());
    Entity entity =
        Entity.of(job)
            .with("definition", uid("Definition", definition.digest().hex()))
            .with("purpose", uid("Purpose", PURPOSE))
            .with("tenant", uid("Tenant", "skyline-air"));
    Request request =
        new Request(uid("Person", "ava"), uid("Action", "submit"), job, RecordValue.EMPTY);
    return DecisionRecord.decide(
        POLICIES, request, Entities.of(List.of(entity)), Instant.ofEpochMilli(START + 1500));
  }

  List<InputStatements> statements() {
    List<InputStatements> statements = new ArrayList<>();
    for (int i = 0; i < owners.size(); i++) {
      DatasetDeclaration declaration = declarations.get(i);
      Approval approval =
          new Approval(definition.digest(), declaration.digest(), START + 100, START + 86_400_000);
      statements.add(
          new InputStatements(
              sign(ContentTypes.DECLARATION, declaration.encode(), i),
              sign(ContentTypes.CONTENT, content(declaration).encode(), i),
              sign(ContentTypes.APPROVAL, bentApproval.apply(approval).encode(), i)));
    }
    return statements;
  }

  List<InputUsed> inputsUsed() {
    return declarations.stream()
        .map(each -> new InputUsed(each.digest(), content(each).ciphertext()))
        .toList();
  }

  private byte[] sign(String contentType, byte[] payload, int owner) {
    return SignedStatement.sign(contentType, payload, owners.get(owner)).encode();
  }

  private static SealedContent content(DatasetDeclaration declaration) {
    return new SealedContent(
        declaration.digest(), Digest.of(text(declaration.name() + " sealed")), 1000);
  }

  private DatasetDeclaration declaration(String tenant, String name, int owner) {
    return new DatasetDeclaration(
        tenant,
        name,
        1,
        List.of(new Column("origin", ColumnType.VARCHAR), new Column("delay", ColumnType.BIGINT)),
        DataFormat.PARQUET,
        List.of(PURPOSE),
        "not-personal-data",
        List.of(),
        List.of("eu"),
        new AnalysisRules(25, List.of()),
        owners.get(owner).publicKey(),
        START);
  }

  private static EntityUid uid(String type, String id) {
    return new EntityUid("Cloister::" + type, id);
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
