// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.DatetimeValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.envelope.SealedEnvelope;
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
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.OrderInput;
import io.cloister.protocol.job.Parameter;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import io.cloister.protocol.job.RequestContext;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.job.WorkOrder;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import io.cloister.protocol.stream.DataKey;
import io.cloister.protocol.stream.SealingOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// A deal between a clinic and a statistics office, honest by default. Tests bend single fields
/// before they build an order.
public final class Deal {
  /// What the clinic's plaintext contains, and nothing outside the enclave may.
  public static final String MARKER = "MARKER-7f3a9c";

  private static final String PERMIT_ALL =
      "{\"staticPolicies\":{\"all\":{\"effect\":\"permit\",\"principal\":{\"op\":\"All\"},"
          + "\"action\":{\"op\":\"All\"},\"resource\":{\"op\":\"All\"},\"conditions\":[]}},"
          + "\"templates\":{},\"templateLinks\":[]}";

  public final SecureRandom random = new SecureRandom();
  public final SigningKeyPair owner = SigningKeyPair.generate(random);
  public final RecipientKeyPair analyst = RecipientKeyPair.generate(Suite.XWING, random);
  public final DataKey key = DataKey.generate(random);
  public final byte[] salt = new byte[JobContext.SALT_BYTES];
  public long now = System.nanoTime() / 1_000_000 + 1_700_000_000_000L;
  public String statement =
      "SELECT city, count(*) AS n FROM patients WHERE age > $least GROUP BY city";
  public String least = "0";
  public String purpose = "care-planning";
  public String tenant = "office";
  public long definitionExpires;
  public long approvalExpires;
  public SigningKeyPair approver = owner;
  public DataKey grantedKey = key;
  public String policySet = PERMIT_ALL;
  public JobId decidedFor;
  public final JobId jobId = new JobId(UUID.randomUUID());
  public byte[] plaintext = patients();

  /// A fresh deal as of a moment.
  public Deal(Instant at) {
    now = at.toEpochMilli();
    definitionExpires = now + 3_600_000;
    approvalExpires = now + 3_600_000;
    decidedFor = jobId;
    random.nextBytes(salt);
  }

  /// Twelve patients in Ulm, eight in Bonn, one in Jena, each with the marker in the name.
  public static byte[] patients() {
    StringBuilder csv = new StringBuilder("name,city,age\n");
    for (int i = 0; i < 21; i++) {
      String city = i < 12 ? "Ulm" : i < 20 ? "Bonn" : "Jena";
      csv.append(MARKER).append('-').append(i).append(',').append(city).append(',').append(20 + i);
      csv.append('\n');
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  public DatasetDeclaration declaration() {
    return new DatasetDeclaration(
        "clinic",
        "patients",
        1,
        List.of(
            new Column("name", ColumnType.VARCHAR),
            new Column("city", ColumnType.VARCHAR),
            new Column("age", ColumnType.BIGINT)),
        DataFormat.CSV,
        List.of("care-planning"),
        "eu-gdpr:A6-1-a",
        List.of("health"),
        List.of("eu"),
        new AnalysisRules(5, List.of()),
        owner.publicKey(),
        1_700_000_000_000L);
  }

  public Digest dataset() {
    return declaration().digest();
  }

  public JobDefinition definition() {
    return new JobDefinition(
        "office",
        "patients by city",
        new Program(ProgramKind.SQL, statement),
        List.of(new Input("patients", dataset())),
        "care-planning",
        List.of(new Recipient("office", analyst.publicKey())),
        List.of(new Column("least", ColumnType.BIGINT)),
        new Constraints(1, 1, 60, List.of()),
        1_700_000_000_000L,
        definitionExpires);
  }

  private byte[] ciphertext = new byte[0];

  /// The dataset's ciphertext; the same at every call.
  public byte[] ciphertext() {
    if (ciphertext.length == 0) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      try (SealingOutputStream out =
          new SealingOutputStream(bytes, key, dataset().bytes(), random)) {
        out.write(plaintext);
        out.finish();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      ciphertext = bytes.toByteArray();
    }
    return ciphertext.clone();
  }

  public SealedContent content() {
    return new SealedContent(dataset(), Digest.of(ciphertext()), ciphertext().length);
  }

  public JobContext context() {
    return new JobContext(jobId, definition().digest(), decision().digest(), purpose, tenant);
  }

  public RequestContext request() {
    return new RequestContext(new byte[16], definition().digest(), purpose, tenant);
  }

  public PolicyBundle bundle() {
    return bundle(policySet);
  }

  /// The policies that every test chain names.
  public static PolicyBundle permitAll() {
    return bundle(PERMIT_ALL);
  }

  private static PolicyBundle bundle(String policySet) {
    return PolicyBundle.of(policySet.getBytes(StandardCharsets.UTF_8), new byte[0]);
  }

  public DecisionRecord decision() {
    EntityUid job = uid("Job", decidedFor.toString());
    Entity entity =
        Entity.of(job)
            .with("definition", uid("Definition", definition().digest().hex()))
            .with("purpose", uid("Purpose", purpose))
            .with("tenant", uid("Tenant", tenant));
    return DecisionRecord.decide(
        bundle(),
        new Request(
            uid("Person", "anna"),
            uid("Action", "submit"),
            job,
            new RecordValue(Map.of("now", DatetimeValue.of(Instant.ofEpochMilli(now))))),
        Entities.of(List.of(entity)),
        Instant.ofEpochMilli(now));
  }

  private static EntityUid uid(String type, String id) {
    return new EntityUid("Cloister::" + type, id);
  }

  public Operation.AuthorizeJob terms(KeyId worker) {
    return new Operation.AuthorizeJob(
        jobId,
        context().commitment(salt),
        List.of(worker),
        1,
        1,
        60,
        List.of(),
        List.of("sql"),
        now + 600_000);
  }

  public KeyGrant grant(RecipientKey worker) {
    byte[] aad = KeyGrant.aad(definition().digest(), dataset());
    SealedEnvelope sealed =
        grantedKey.with(bytes -> SealedEnvelope.seal(worker, Labels.KEY_GRANT, aad, bytes));
    return new KeyGrant(definition().digest(), dataset(), worker.digest(), sealed);
  }

  public byte[] signed(String type, byte[] payload, SigningKeyPair by) {
    return SignedStatement.sign(type, payload, by).encode();
  }

  /// Everything that a worker needs, as the gateway packages it.
  public WorkOrder order(RecipientKey worker) {
    Approval approval =
        new Approval(definition().digest(), dataset(), 1_700_000_000_000L, approvalExpires);
    OrderInput input =
        new OrderInput(
            signed(ContentTypes.DECLARATION, declaration().encode(), owner),
            signed(ContentTypes.CONTENT, content().encode(), owner),
            signed(ContentTypes.APPROVAL, approval.encode(), approver),
            grant(worker));
    JobParameters values = new JobParameters(List.of(new Parameter("least", least)));
    SealedEnvelope parameters =
        SealedEnvelope.seal(worker, Labels.PARAMETERS, request().encode(), values.encode());
    return new WorkOrder(
        context(),
        request(),
        definition().encode(),
        List.of(input),
        parameters,
        decision().encode(),
        bundle().encode(),
        salt);
  }

  public SealedEnvelope seal(WorkOrder order, RecipientKey worker) {
    byte[] aad = context().commitment(salt).bytes();
    return SealedEnvelope.seal(worker, Labels.REQUEST, aad, order.encode());
  }
}
