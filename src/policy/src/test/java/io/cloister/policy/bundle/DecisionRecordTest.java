// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.policy.Decision;
import io.cloister.policy.PolicyError;
import io.cloister.policy.Verdict;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.Fault;
import io.cloister.policy.value.RecordValue;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionRecordTest {
  private static final EntityUid USER = new EntityUid("User", "u");
  private static final Request REQUEST =
      new Request(USER, new EntityUid("Action", "a"), new EntityUid("T", "r"), RecordValue.EMPTY);
  private static final Entities ENTITIES = Entities.of(List.of(Entity.of(USER)));
  private static final Instant AT = Instant.parse("2026-11-22T12:00:00.123456Z");

  private static PolicyBundle bundle(String effect) {
    String policy =
        "{\"effect\":\""
            + effect
            + "\",\"principal\":{\"op\":\"All\"},\"action\":{\"op\":\"All\"},"
            + "\"resource\":{\"op\":\"All\"},\"conditions\":[]}";
    String failing =
        policy.replace(
            "[]",
            "[{\"kind\":\"when\",\"body\":{\".\":{\"left\":{\"Var\":\"context\"},"
                + "\"attr\":\"x\"}}}]");
    String set = "{ \"staticPolicies\": {\"b\": " + failing + ", \"a\":" + policy + "}}";
    return PolicyBundle.of(bytes(set), bytes("entity User;"));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Test
  void recordsTheDecisionAndDecidesItAgain() throws Exception {
    DecisionRecord record = DecisionRecord.decide(bundle("permit"), REQUEST, ENTITIES, AT);
    DecisionRecord decoded = DecisionRecord.decode(record.encode());
    PolicyBundle stored = PolicyBundle.decode(bundle("permit").encode());

    Decision expected =
        new Decision(
            Verdict.PERMIT, List.of("a"), List.of(new PolicyError("b", Fault.MISSING_ATTRIBUTE)));
    assertThat(decoded.statement().decision()).isEqualTo(expected);
    assertThat(decoded.statement().decidedAt()).isEqualTo("2026-11-22T12:00:00.123Z");
    assertThat(decoded.encode()).isEqualTo(record.encode());
    assertThat(decoded.digest()).isEqualTo(record.digest());
    assertThat(decoded.replay(stored)).isEqualTo(new Replay.Identical(expected));
  }

  @Test
  void seesThatAnotherBundleDecided() {
    DecisionRecord record = DecisionRecord.decide(bundle("permit"), REQUEST, ENTITIES, AT);

    assertThat(record.replay(bundle("forbid"))).isInstanceOf(Replay.OtherBundle.class);
  }

  @Test
  void seesThatTheRecordedVerdictIsFalse() throws Exception {
    PolicyBundle bundle = bundle("forbid");
    byte[] entities = EntityJson.writeEntities(ENTITIES);
    byte[] request = EntityJson.writeRequest(REQUEST);
    Decision lie = new Decision(Verdict.PERMIT, List.of("a"), List.of());
    DecisionStatement statement =
        new DecisionStatement(
            bundle.digest(), Digest.of(entities), Digest.of(request), lie, Instant.EPOCH);
    CborWriter out = new CborWriter();
    out.map(3).key(1).item(statement).key(2).bytes(entities).key(3).bytes(request);

    DecisionRecord record = DecisionRecord.decode(out.toBytes());

    assertThat(record.replay(bundle)).isInstanceOf(Replay.Differs.class);
  }

  /// Whatever byte is changed, the record is refused, is another record, or replays as false.
  @Test
  void everyFlippedBitIsNoticed() {
    PolicyBundle bundle = bundle("permit");
    DecisionRecord record = DecisionRecord.decide(bundle, REQUEST, ENTITIES, AT);
    byte[] encoded = record.encode();
    for (int bit = 0; bit < encoded.length * 8; bit++) {
      encoded[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(isNoticed(encoded, record, bundle)).as("bit %d", bit).isTrue();
      encoded[bit / 8] ^= (byte) (1 << bit % 8);
    }
  }

  private static boolean isNoticed(byte[] changed, DecisionRecord original, PolicyBundle bundle) {
    try {
      DecisionRecord record = DecisionRecord.decode(changed);
      return !record.digest().equals(original.digest())
          || !(record.replay(bundle) instanceof Replay.Identical);
    } catch (MalformedException refused) {
      return true;
    }
  }

  @Test
  void aBundleIsNamedByItsContentWhateverItsSpacing() {
    PolicyBundle bundle = bundle("permit");

    assertThat(bundle.digest()).isEqualTo(bundle("permit").digest());
    assertThat(bundle.digest()).isEqualTo(Digest.of(bundle.encode()));
    assertThat(bundle.digest()).isNotEqualTo(bundle("forbid").digest());
    assertThat(bundle.policies().policies()).hasSize(2);
    assertThat(bundle.schema()).isEqualTo(bytes("entity User;"));
  }

  @Test
  void refusesABundleThatIsNotCanonical() {
    byte[] encoded = bundle("permit").encode();
    String text = new String(encoded, StandardCharsets.ISO_8859_1);
    String reordered =
        text.replace(
            "\"action\":{\"op\":\"All\"},\"conditions\":[]",
            "\"conditions\":[],\"action\":{\"op\":\"All\"}");
    byte[] other = reordered.getBytes(StandardCharsets.ISO_8859_1);

    assertThat(other).hasSameSizeAs(encoded).isNotEqualTo(encoded);
    assertThatThrownBy(() -> PolicyBundle.decode(other)).hasMessageContaining("canonical");
    assertThatThrownBy(() -> PolicyBundle.decode(bytes("x")))
        .isInstanceOf(MalformedException.class);
  }
}
