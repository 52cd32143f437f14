// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import io.cloister.client.trust.Trust;
import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.bundle.AuditBundle.Agreement;
import io.cloister.protocol.bundle.AuditBundle.Decision;
import io.cloister.protocol.chain.BlockEntry;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobAssigned;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.ChainEvent.RevealOpened;
import io.cloister.protocol.chain.ChainParameters;
import io.cloister.protocol.chain.Ending;
import io.cloister.protocol.chain.EntryProof;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.chain.Operation.CommitResult;
import io.cloister.protocol.chain.Operation.RevealResult;
import io.cloister.protocol.chain.Party;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKeyPair;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/// A whole job, from the genesis to the receipt, with real keys, proofs and certificates. What the
/// chain and the workers say can be bent before [#build()].
public final class BundleFixture {
  /// The genesis' time, milliseconds since 1970.
  public static final long START = 1_790_000_000_000L;

  final AgreementFixture agreement;
  Outcome[] outcomes;

  /// Whose receipt the bundle holds; the named worker's if negative.
  int shownReceipt = -1;

  UnaryOperator<Receipt> bentReceipt = receipt -> receipt;
  UnaryOperator<JobEnded> bentEnding = ending -> ending;
  Function<TestWorker, Digest> bentAssignment = TestWorker::registration;
  UnaryOperator<AuthorizeJob> bentAuthorization = operation -> operation;

  private final SecureRandom random = new SecureRandom();
  private final SigningKeyPair gateway = SigningKeyPair.generate(random);
  private final List<SigningKeyPair> operators = new ArrayList<>();
  private final List<NoteSigner> gatekeepers = new ArrayList<>();
  private final List<Roster.Member> members = new ArrayList<>();
  private final SigningKeyPair platform = SigningKeyPair.generate(random);
  private final List<TestWorker> workers = new ArrayList<>();
  private final Genesis genesis;
  private final TestChain chain;
  private final Digest resultDigest = Digest.of(new byte[] {42});
  private final Digest sealedResult = Digest.of(new byte[] {43});

  /// Three workers of three operators.
  public BundleFixture() {
    this(3);
  }

  BundleFixture(int distinctOperators) {
    for (int i = 0; i < 3; i++) {
      operators.add(SigningKeyPair.generate(random));
      Ed25519KeyPair key = Ed25519KeyPair.generate(random);
      String name = "gatekeeper-" + (i + 1);
      gatekeepers.add(new NoteSigner(name, key));
      members.add(new Roster.Member(name, key.publicKey(), 1));
    }
    genesis = genesis();
    chain = new TestChain(genesis, gatekeepers);
    for (int i = 0; i < 3; i++) {
      int operator = i % distinctOperators;
      workers.add(new TestWorker("operator-" + operator, operators.get(operator), random));
    }
    workers.sort(Comparator.comparing(TestWorker::id));
    agreement = new AgreementFixture(random);
    outcomes = new Outcome[] {good(), good(), good()};
  }

  Outcome good() {
    return new Outcome.Succeeded(resultDigest);
  }

  KeyId worker(int index) {
    return workers.get(index).id();
  }

  /// Pins the fixture's own chain.
  public Trust trust() {
    return new Trust(genesis.digest(), Trust.Simulated.ALLOWED, "made by the test");
  }

  /// The bundle of the whole job.
  public AuditBundle build() {
    long registered = chain.block(START + 1000, registrations());
    JobContext context = agreement.context();
    long assigned = chain.block(START + 2000, List.of(authorization(context)));
    List<byte[]> receipts = new ArrayList<>();
    workers.forEach(worker -> receipts.add(receipt(worker, context, assigned)));
    List<RevealResult> reveals = reveals(receipts);
    long committed = chain.block(START + 3000, commits(reveals));
    long revealed = chain.block(START + 4000, shown(reveals));
    List<EntryProof> history = new ArrayList<>(chain.proofs(assigned));
    history.addAll(chain.proofs(committed));
    history.addAll(chain.proofs(revealed));
    return new AuditBundle(
        genesis.encode(),
        new Agreement(agreement.definition().encode(), agreement.statements()),
        new Decision(
            context,
            agreement.salt(),
            agreement.decision().encode(),
            agreement.policies().encode()),
        chain.proofs(registered),
        history,
        receipts.get(shownReceipt < 0 ? firstGood() : shownReceipt));
  }

  /// The key pair that things are sealed to for a worker.
  public RecipientKeyPair recipient(int index) {
    return workers.get(index).recipient;
  }

  /// The name of a worker.
  public KeyId workerId(int index) {
    return worker(index);
  }

  private int firstGood() {
    for (int i = 0; i < outcomes.length; i++) {
      if (outcomes[i].equals(good())) {
        return i;
      }
    }
    return 0;
  }

  private List<BlockEntry> registrations() {
    return workers.stream()
        .map(worker -> worker.register(chain, genesis.digest(), platform, 0, START + 500))
        .toList();
  }

  private BlockEntry authorization(JobContext context) {
    AuthorizeJob operation =
        new AuthorizeJob(
            context.jobId(),
            context.commitment(agreement.salt()),
            workers.stream().map(TestWorker::id).toList(),
            3,
            2,
            60,
            List.of("eu"),
            List.of("sql"),
            START + 3_600_000);
    return chain.accepted(
        bentAuthorization.apply(operation),
        gateway,
        new JobAssigned(
            context.jobId(),
            1,
            workers.stream().map(TestWorker::id).toList(),
            workers.stream().map(bentAssignment).toList(),
            START + 60_000));
  }

  private List<RevealResult> reveals(List<byte[]> receipts) {
    List<RevealResult> reveals = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      byte[] nonce = new byte[32];
      random.nextBytes(nonce);
      reveals.add(
          new RevealResult(
              agreement.context().jobId(),
              1,
              outcomes[i],
              Digest.of(receipts.get(i)),
              sealedResult,
              nonce));
    }
    return reveals;
  }

  private List<BlockEntry> commits(List<RevealResult> reveals) {
    List<BlockEntry> entries = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      CommitResult commit =
          new CommitResult(agreement.context().jobId(), 1, reveals.get(i).digest());
      ChainEvent[] events =
          i < 2
              ? new ChainEvent[0]
              : new ChainEvent[] {
                new RevealOpened(
                    agreement.context().jobId(),
                    1,
                    workers.stream().map(TestWorker::id).toList(),
                    START + 90_000)
              };
      entries.add(chain.accepted(commit, workers.get(i).signing, events));
    }
    return entries;
  }

  private List<BlockEntry> shown(List<RevealResult> reveals) {
    List<BlockEntry> entries = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      ChainEvent[] events =
          i < 2 ? new ChainEvent[0] : new ChainEvent[] {bentEnding.apply(ending())};
      entries.add(chain.accepted(reveals.get(i), workers.get(i).signing, events));
    }
    return entries;
  }

  private JobEnded ending() {
    List<KeyId> agreeing = new ArrayList<>();
    List<KeyId> dissenting = new ArrayList<>();
    for (int i = 0; i < workers.size(); i++) {
      (outcomes[i].equals(good()) ? agreeing : dissenting).add(worker(i));
    }
    return new JobEnded(
        agreement.context().jobId(),
        1,
        Ending.FINAL,
        good(),
        worker(firstGood()),
        agreeing,
        dissenting,
        List.of(),
        "quorum");
  }

  private byte[] receipt(TestWorker worker, JobContext context, long assignmentHeight) {
    Receipt receipt =
        new Receipt(
            context,
            agreement.inputsUsed(),
            agreement.definition().program().digest(),
            resultDigest,
            sealedResult,
            worker.id(),
            TestWorker.MEASUREMENT,
            "simulated",
            5,
            Digest.of(worker.evidence()),
            START + 2500,
            START + 2900,
            agreement.policies().digest(),
            genesis.digest(),
            assignmentHeight);
    return SignedStatement.sign(
            ContentTypes.RECEIPT, bentReceipt.apply(receipt).encode(), worker.signing)
        .encode();
  }

  private Genesis genesis() {
    List<Party> parties = new ArrayList<>();
    for (int i = 0; i < operators.size(); i++) {
      parties.add(new Party("operator-" + i, operators.get(i).publicKey()));
    }
    return new Genesis(
        "test",
        START,
        new Roster(members),
        parties,
        List.of(new Party("gateway-1", gateway.publicKey())),
        appraisalPolicy(),
        List.of(AgreementFixture.POLICIES.digest()),
        platform.publicKey(),
        new ChainParameters(10, 3, 86_400, 100, 60));
  }

  private static byte[] appraisalPolicy() {
    try {
      Path policies = Path.of("..", "..", "policies", "appraisal", "development.json");
      return Files.readAllBytes(policies);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
