// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.enclave.testing.Deal;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.RecipientKey;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.WorkOrder;
import io.cloister.protocol.signature.SigningKeyPair;
import io.cloister.protocol.stream.DataKey;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class OrderCheckTest {
  private static final Instant NOW = Instant.parse("2026-11-22T09:00:00Z");
  private static final WorkerKeys KEYS = WorkerKeys.generate(new SecureRandom());
  private static final WorkerKeys OTHERS = WorkerKeys.generate(new SecureRandom());

  private static RecipientKey self() {
    return KEYS.recipient().publicKey();
  }

  private static CheckedOrder check(Deal deal, WorkOrder order) {
    return check(deal, order, deal.terms(KEYS.id()));
  }

  private static CheckedOrder check(Deal deal, WorkOrder order, Operation.AuthorizeJob terms) {
    return new OrderCheck(KEYS, "eu", List.of(deal.bundle().digest()))
        .check(terms, deal.seal(order, self()), NOW.toEpochMilli());
  }

  @Test
  void acceptsAnHonestOrder() {
    Deal deal = new Deal(NOW);
    CheckedOrder checked = check(deal, deal.order(self()));
    assertThat(checked).isInstanceOf(CheckedOrder.Ready.class);
    CheckedOrder.Ready ready = (CheckedOrder.Ready) checked;
    assertThat(ready.policyBundle()).isEqualTo(deal.bundle().digest());
    assertThat(ready.inputs().getFirst().key()).isEqualTo(deal.key);
    assertThat(ready.inputs().getFirst().content()).isEqualTo(deal.content());
  }

  private record Bend(String name, FailureCode code, Consumer<Deal> bend) {}

  static Stream<Arguments> bentDeals() {
    SigningKeyPair stranger = SigningKeyPair.generate(new SecureRandom());
    String forbid = new Deal(NOW).policySet.replace("\"permit\"", "\"forbid\"");
    return Stream.of(
            new Bend(
                "expired definition",
                FailureCode.DEFINITION_EXPIRED,
                deal -> deal.definitionExpires = NOW.toEpochMilli()),
            new Bend(
                "expired approval",
                FailureCode.DEFINITION_EXPIRED,
                deal -> deal.approvalExpires = NOW.toEpochMilli()),
            new Bend(
                "approval by a stranger",
                FailureCode.REQUEST_INVALID,
                deal -> deal.approver = stranger),
            new Bend("another purpose", FailureCode.REQUEST_INVALID, deal -> deal.purpose = "ads"),
            new Bend("a denial", FailureCode.POLICY_DENIED, deal -> deal.policySet = forbid),
            new Bend(
                "a decision of another job",
                FailureCode.REQUEST_INVALID,
                deal -> deal.decidedFor = new JobId(UUID.randomUUID())))
        .map(bend -> Arguments.of(bend.name(), bend.code(), bend.bend()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("bentDeals")
  void refusesBentDeals(String name, FailureCode code, Consumer<Deal> bend) {
    Deal deal = new Deal(NOW);
    bend.accept(deal);
    assertThat(check(deal, deal.order(self())))
        .isInstanceOfSatisfying(
            CheckedOrder.Refused.class, refused -> assertThat(refused.code()).isEqualTo(code));
  }

  /// Each part of an honest order, exchanged for the same part of another honest order.
  @Test
  void refusesEachPartOfAnotherOrder() {
    Deal deal = new Deal(NOW);
    Deal other = new Deal(NOW);
    WorkOrder mine = deal.order(self());
    WorkOrder theirs = other.order(self());
    List<WorkOrder> mixed =
        List.of(
            with(mine, theirs, 1),
            with(mine, theirs, 2),
            with(mine, theirs, 3),
            with(mine, theirs, 4),
            with(mine, theirs, 5),
            with(mine, theirs, 6),
            with(mine, theirs, 8));
    for (WorkOrder order : mixed) {
      assertThat(check(deal, order)).isInstanceOf(CheckedOrder.Refused.class);
    }
  }

  private static WorkOrder with(WorkOrder a, WorkOrder b, int part) {
    return new WorkOrder(
        part == 1 ? b.context() : a.context(),
        part == 2 ? b.request() : a.request(),
        part == 3 ? b.definition() : a.definition(),
        part == 4 ? b.inputs() : a.inputs(),
        part == 5 ? b.parameters() : a.parameters(),
        part == 6 ? b.decision() : a.decision(),
        a.policyBundle(),
        part == 8 ? b.salt() : a.salt());
  }

  @Test
  void refusesAnOrderOfAnotherCommitment() {
    Deal deal = new Deal(NOW);
    Operation.AuthorizeJob terms = deal.terms(KEYS.id());
    Operation.AuthorizeJob bent =
        new Operation.AuthorizeJob(
            terms.jobId(),
            Digest.of(new byte[1]),
            terms.candidates(),
            1,
            1,
            60,
            List.of(),
            terms.capabilities(),
            terms.expiresAt());
    assertThat(check(deal, deal.order(self()), bent)).isInstanceOf(CheckedOrder.Refused.class);
  }

  @Test
  void refusesAGrantForAnotherWorker() {
    Deal deal = new Deal(NOW);
    WorkOrder order = deal.order(OTHERS.recipient().publicKey());
    assertThat(check(deal, order))
        .isInstanceOfSatisfying(
            CheckedOrder.Refused.class,
            refused -> assertThat(refused.code()).isEqualTo(FailureCode.KEY_REFUSED));
  }

  @Test
  void refusesAnOrderSealedToAnotherWorker() {
    Deal deal = new Deal(NOW);
    RecipientKey theirs = OTHERS.recipient().publicKey();
    CheckedOrder checked =
        new OrderCheck(KEYS, "eu", List.of(deal.bundle().digest()))
            .check(
                deal.terms(KEYS.id()), deal.seal(deal.order(theirs), theirs), NOW.toEpochMilli());
    assertThat(checked).isInstanceOf(CheckedOrder.Refused.class);
  }

  @Test
  void opensWhateverKeyTheOwnerGranted() {
    Deal deal = new Deal(NOW);
    deal.grantedKey = DataKey.generate(deal.random);
    assertThat(check(deal, deal.order(self()))).isInstanceOf(CheckedOrder.Ready.class);
  }
}
