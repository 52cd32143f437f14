// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol;

import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.BlockRange;
import io.cloister.protocol.chain.Certificate;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.HeadProof;
import io.cloister.protocol.chain.Header;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.chain.Voucher;
import io.cloister.protocol.chain.WorkerEvent;
import io.cloister.protocol.chain.WorkerOperation;
import io.cloister.protocol.chain.WorkerState;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.envelope.Suite;
import io.cloister.protocol.job.AnalysisRules;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.DataFormat;
import io.cloister.protocol.job.DatasetDeclaration;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.OrderInput;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.job.Parameter;
import io.cloister.protocol.job.Program;
import io.cloister.protocol.job.ProgramKind;
import io.cloister.protocol.job.Recipient;
import io.cloister.protocol.job.RequestContext;
import io.cloister.protocol.job.ResultDocument;
import io.cloister.protocol.job.ResultTable;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.job.SealedResult;
import io.cloister.protocol.job.StopOrder;
import io.cloister.protocol.job.WorkOrder;
import io.cloister.protocol.job.WorkerResult;
import io.cloister.protocol.job.WorkerToken;
import io.cloister.protocol.merkle.InclusionProof;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.Ed25519PublicKey;
import io.cloister.protocol.signature.HybridPublicKey;
import io.cloister.protocol.signature.KeyId;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// One sample of every wire record that is decoded on its own, with its decoder.
final class WireRecords {
  /// Decodes a whole encoding.
  interface Decoder {
    Encodable decode(byte[] bytes) throws MalformedException;
  }

  /// A record and how it is decoded.
  record Sample(Encodable value, Decoder decoder) {
    @Override
    public String toString() {
      return value.getClass().getSimpleName();
    }
  }

  private static final long NOW = 1_790_000_000_000L;
  private static final Digest DIGEST = Digest.of(new byte[] {1});
  private static final Digest OTHER = Digest.of(new byte[] {2});
  private static final HybridPublicKey KEY =
      new HybridPublicKey(filled(32, 3), filled(HybridPublicKey.ML_DSA_44_BYTES, 4));
  private static final KeyId WORKER = KEY.keyId();
  private static final RecipientKey RECIPIENT = new RecipientKey(Suite.XWING, filled(1216, 5));
  private static final SealedEnvelope ENVELOPE =
      new SealedEnvelope(Suite.XWING, filled(1120, 6), filled(300, 7));
  private static final Column COLUMN = new Column("delay", ColumnType.BIGINT);
  private static final JobId JOB = new JobId(new UUID(8, 9));
  private static final JobContext CONTEXT =
      new JobContext(JOB, DIGEST, OTHER, "dpv:ServiceOptimisation", "skyline-air");
  private static final Certificate CERTIFICATE =
      new Certificate("origin\n1\nhash\n\n", new InclusionProof(0, 2, List.of(DIGEST)));
  private static final EntryProof PROOF =
      new EntryProof(
          filled(10, 1), new InclusionProof(1, 2, List.of(OTHER)), filled(9, 2), CERTIFICATE);

  private static final KeyGrant GRANT = new KeyGrant(DIGEST, OTHER, RECIPIENT.digest(), ENVELOPE);

  private WireRecords() {}

  static Stream<Sample> all() {
    return Stream.of(job(), messages(), results(), chain(), events(), proofs()).flatMap(s -> s);
  }

  private static Stream<Sample> job() {
    return Stream.of(
        new Sample(
            new DatasetDeclaration(
                "skyline-air",
                "Flights 2001",
                1,
                List.of(COLUMN),
                DataFormat.PARQUET,
                List.of("dpv:ServiceOptimisation"),
                "eu-gdpr:A6-1-f",
                List.of(),
                List.of("EU"),
                new AnalysisRules(25, List.of("delay")),
                KEY,
                NOW),
            DatasetDeclaration::decode),
        new Sample(new SealedContent(DIGEST, OTHER, 77), SealedContent::decode),
        new Sample(
            new JobDefinition(
                "skyline-air",
                "Delays by state",
                new Program(ProgramKind.SQL, "SELECT count(*) FROM flights"),
                List.of(new Input("flights", DIGEST)),
                "dpv:ServiceOptimisation",
                List.of(new Recipient("skyline-air", RECIPIENT)),
                List.of(COLUMN),
                new Constraints(3, 2, 60, List.of("EU")),
                NOW,
                NOW + 1),
            JobDefinition::decode),
        new Sample(new Approval(DIGEST, OTHER, NOW, NOW + 1), Approval::decode),
        new Sample(new StopOrder(DIGEST, OTHER, NOW), StopOrder::decode),
        new Sample(GRANT, KeyGrant::decode),
        new Sample(CONTEXT, JobContext::decode));
  }

  private static Stream<Sample> messages() {
    return Stream.of(
        new Sample(
            new WorkOrder(
                CONTEXT,
                new RequestContext(filled(16, 1), DIGEST, "p", "t"),
                filled(20, 1),
                List.of(new OrderInput(filled(5, 1), filled(6, 2), filled(7, 3), GRANT)),
                ENVELOPE,
                filled(30, 2),
                filled(31, 3),
                filled(32, 4)),
            WorkOrder::decode),
        new Sample(
            new RequestContext(filled(16, 1), DIGEST, "purpose", "tenant"), RequestContext::decode),
        new Sample(
            new JobParameters(List.of(new Parameter("delay", "15"))), JobParameters::decode));
  }

  private static Stream<Sample> results() {
    return Stream.of(
        new Sample(
            new ResultTable(List.of(COLUMN), List.of(List.of("1"), Arrays.asList((String) null))),
            ResultTable::decode),
        new Sample(
            new ResultDocument(CONTEXT, filled(9, 1), filled(32, 2)), ResultDocument::decode),
        new Sample(
            new SealedResult(CONTEXT, List.of(new SealedResult.Addressed(DIGEST, ENVELOPE))),
            SealedResult::decode),
        new Sample(new WorkerToken(WORKER, DIGEST, NOW), WorkerToken::decode),
        new Sample(new WorkerResult(filled(4, 1), filled(5, 2)), WorkerResult::decode),
        new Sample(
            new Receipt(
                CONTEXT,
                List.of(new Receipt.InputUsed(DIGEST, OTHER)),
                DIGEST,
                OTHER,
                DIGEST,
                WORKER,
                filled(48, 1),
                "simulated",
                5,
                OTHER,
                NOW,
                NOW + 1,
                DIGEST,
                OTHER,
                12),
            Receipt::decode));
  }

  private static Stream<Sample> chain() {
    Party party = new Party("operator-1", KEY);
    Roster roster =
        new Roster(List.of(new Roster.Member("g0", new Ed25519PublicKey(filled(32, 1)), 1)));
    return operations()
        .map(operation ->
            new Sample(new TransactionBody(DIGEST, operation), TransactionBody::decode))
        .collect(
            () ->
                Stream.<Sample>builder()
                    .add(new Sample(new Voucher(DIGEST, WORKER, OTHER), Voucher::decode))
                    .add(
                        new Sample(
                            new Genesis(
                                "demo",
                                NOW,
                                roster,
                                List.of(party),
                                List.of(party),
                                filled(2, '{'),
                                List.of(OTHER),
                                KEY,
                                new ChainParameters(10, 3, 3600, 100, 60)),
                            Genesis::decode)),
            Stream.Builder::add,
            (a, b) -> {})
        .build();
  }

  private static Stream<Operation> operations() {
    return Stream.of(
        new Operation.RegisterWorker(
            KEY,
            RECIPIENT,
            "operator-1",
            KEY,
            "EU",
            List.of("sql"),
            filled(8, 1),
            filled(9, 2),
            5,
            OTHER),
        new Operation.AuthorizeJob(
            JOB, DIGEST, List.of(WORKER), 3, 2, 60, List.of("EU"), List.of("sql"), NOW),
        new WorkerOperation.Heartbeat(7, OTHER),
        new WorkerOperation.RetireWorker(WORKER),
        new Operation.CancelJob(JOB),
        new Operation.CommitResult(JOB, 1, DIGEST),
        new Operation.RevealResult(
            JOB, 1, new Outcome.Succeeded(OTHER), DIGEST, OTHER, filled(32, 1)),
        new Operation.RevealResult(
            JOB, 1, new Outcome.Failed(FailureCode.SQL_SYNTAX), null, null, filled(32, 1)));
  }

  private static Stream<Sample> events() {
    List<ChainEvent> events =
        List.of(
            new ChainEvent.WorkerRegistered(
                WORKER, filled(48, 1), "simulated", 5, DIGEST, OTHER, NOW),
            new WorkerEvent.HeartbeatsDue(List.of(WORKER), NOW),
            new WorkerEvent.WorkerStateChanged(WORKER, WorkerState.BANNED, "wrong-result"),
            new ChainEvent.JobAssigned(JOB, 1, List.of(WORKER), List.of(DIGEST), NOW),
            new ChainEvent.RevealOpened(JOB, 1, List.of(WORKER), NOW),
            new ChainEvent.JobEnded(
                JOB,
                1,
                Ending.FINAL,
                new Outcome.Succeeded(DIGEST),
                WORKER,
                List.of(WORKER),
                List.of(),
                List.of(),
                "quorum"));
    return Stream.of(new Effect.Accepted(events), new Effect.Rejected("already-known", "said"))
        .map(effect -> new BlockEntry("g0", filled(12, 1), effect))
        .map(entry -> new Sample(entry, BlockEntry::decode));
  }

  private static Stream<Sample> proofs() {
    Header header =
        new Header(
            DIGEST,
            3,
            4,
            NOW,
            OTHER,
            DIGEST,
            6,
            OTHER,
            DIGEST,
            OTHER,
            OTHER,
            DIGEST,
            "hashgraph/1",
            1);
    return Stream.of(
        new Sample(header, Header::decode),
        new Sample(CERTIFICATE, Certificate::decode),
        new Sample(PROOF, EntryProof::decode),
        new Sample(new HeadProof(header.encode(), CERTIFICATE), HeadProof::decode),
        new Sample(new BlockRange(List.of(), null), BlockRange::decode),
        new Sample(
            new AuditBundle(
                filled(3, 1),
                new AuditBundle.Agreement(
                    filled(4, 2),
                    List.of(
                        new AuditBundle.InputStatements(filled(1, 1), filled(2, 2), filled(3, 3)))),
                new AuditBundle.Decision(CONTEXT, filled(32, 1), filled(2, 2), filled(3, 3)),
                List.of(PROOF),
                List.of(PROOF),
                filled(6, 6)),
            AuditBundle::decode));
  }

  private static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }
}
