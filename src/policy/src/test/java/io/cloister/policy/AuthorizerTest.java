// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.Fault;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.RecordValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizerTest {
  private static final String ALL = "{\"op\":\"All\"}";
  private static final EntityUid ALICE = new EntityUid("User", "alice");
  private static final EntityUid VIEW = new EntityUid("Action", "view");
  private static final EntityUid PHOTO = new EntityUid("Photo", "1");
  private static final Entities ENTITIES =
      Entities.of(
          List.of(
              Entity.of(ALICE).with("age", new LongValue(20)).in(new EntityUid("Group", "staff")),
              Entity.of(new EntityUid("Group", "staff")).in(new EntityUid("Group", "all")),
              Entity.of(VIEW).in(new EntityUid("Action", "read"))));

  private static Decision decide(String... policies) {
    StringBuilder json = new StringBuilder("{\"staticPolicies\":{");
    for (int i = 0; i < policies.length; i++) {
      json.append(i == 0 ? "" : ",").append("\"p").append(i).append("\":").append(policies[i]);
    }
    PolicySet set = PolicySet.parse(json.append("}}").toString().getBytes(StandardCharsets.UTF_8));
    Request request =
        new Request(
            ALICE, VIEW, PHOTO, new RecordValue(Map.of("n", new LongValue(Long.MAX_VALUE))));
    return Authorizer.decide(set, request, ENTITIES);
  }

  private static String policy(String effect, String principal, String action, String body) {
    String condition = "{\"kind\":\"when\",\"body\":" + body + "}";
    return "{\"effect\":\"%s\",\"principal\":%s,\"action\":%s,\"resource\":%s,\"conditions\":[%s]}"
        .formatted(effect, principal, action, ALL, condition);
  }

  private static String permit(String body) {
    return policy("permit", ALL, ALL, body);
  }

  private static String forbid(String body) {
    return policy("forbid", ALL, ALL, body);
  }

  private static String literal(String value) {
    return "{\"Value\":" + value + "}";
  }

  @Test
  void deniesWhatNothingPermits() {
    assertThat(decide()).isEqualTo(new Decision(Verdict.DENY, List.of(), List.of()));
  }

  @Test
  void reportsEveryPermitThatHolds() {
    Decision decision =
        decide(permit(literal("true")), permit(literal("false")), permit(literal("true")));

    assertThat(decision.verdict()).isEqualTo(Verdict.PERMIT);
    assertThat(decision.determining()).containsExactly("p0", "p2");
    assertThat(decision.grants()).isTrue();
  }

  @Test
  void everyForbidThatHoldsOverridesThePermits() {
    Decision decision =
        decide(permit(literal("true")), forbid(literal("true")), forbid(literal("true")));

    assertThat(decision.verdict()).isEqualTo(Verdict.DENY);
    assertThat(decision.determining()).containsExactly("p1", "p2");
  }

  @Test
  void skipsAndReportsAPolicyThatFailsAndGrantsNothingThen() {
    String overflow =
        "{\"==\":{\"left\":{\"+\":{\"left\":{\".\":{\"left\":{\"Var\":\"context\"},"
            + "\"attr\":\"n\"}},\"right\":{\"Value\":1}}},\"right\":{\"Value\":0}}}";
    Decision decision = decide(permit(literal("true")), forbid(overflow));

    assertThat(decision.verdict()).isEqualTo(Verdict.PERMIT);
    assertThat(decision.errors()).containsExactly(new PolicyError("p1", Fault.OVERFLOW));
    assertThat(decision.grants()).isFalse();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"Value\":1} | TYPE",
        "{\"!\":{\"arg\":{\"Value\":1}}} | TYPE",
        "{\"neg\":{\"arg\":{\"Value\":-9223372036854775808}}} | OVERFLOW",
        "{\".\":{\"left\":{\"Var\":\"context\"},\"attr\":\"x\"}} | MISSING_ATTRIBUTE",
        "{\".\":{\"left\":{\"Var\":\"resource\"},\"attr\":\"x\"}} | MISSING_ENTITY",
        "{\".\":{\"left\":{\"Value\":1},\"attr\":\"x\"}} | TYPE",
        "{\"getTag\":{\"left\":{\"Var\":\"principal\"},\"right\":{\"Value\":\"x\"}}} | MISSING_TAG",
        "{\"ip\":[{\"Value\":\"x\"}]} | EXTENSION",
        "{\"Value\":{\"__extn\":{\"fn\":\"ip\",\"arg\":\"x\"}}} | EXTENSION",
        "{\"ip\":[]} | ARITY",
        "{\"isIpv4\":[{\"Value\":1},{\"Value\":2}]} | ARITY",
        "{\"<\":{\"left\":{\"Value\":1},\"right\":{\"Value\":\"1\"}}} | TYPE",
        "{\"in\":{\"left\":{\"Var\":\"principal\"},\"right\":{\"Set\":[{\"Var\":\"principal\"},"
            + "{\"Value\":1}]}}} | TYPE",
      })
  void namesTheFault(String body, Fault fault) {
    assertThat(decide(permit(body)).errors()).containsExactly(new PolicyError("p0", fault));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '`',
      value = {
        "{\"&&\":{\"left\":{\"Value\":false},\"right\":{\"Value\":1}}} ; DENY",
        "{\"||\":{\"left\":{\"Value\":true},\"right\":{\"Value\":1}}} ; PERMIT",
        "{\"has\":{\"left\":{\"Var\":\"resource\"},\"attr\":\"x\"}} ; DENY",
        "{\"has\":{\"left\":{\"Var\":\"principal\"},\"attr\":\"age\"}} ; PERMIT",
        "{\"==\":{\"left\":{\"Value\":1},\"right\":{\"Value\":\"1\"}}} ; DENY",
        "{\"==\":{\"left\":{\"Set\":[{\"Value\":1},{\"Value\":2}]},\"right\":{\""
            + "Set\":[{\"Value\":2},"
            + "{\"Value\":1},{\"Value\":2}]}}} ; PERMIT",
        "{\"is\":{\"left\":{\"Var\":\"principal\"},\"entity_type\":\"User\"}} ; PERMIT",
        "{\"like\":{\"left\":{\"Value\":\"a*bab\"},\"pattern\":[\"Wildcard\",{\"Literal\":\"*\"},"
            + "\"Wildcard\",{\"Literal\":\"ab\"}]}} ; PERMIT",
        "{\"like\":{\"left\":{\"Value\":\"aba\"},\"pattern\":[{\"Literal\":\"ab\"},\"Wildcard\","
            + "{\"Literal\":\"ba\"}]}} ; DENY",
      })
  void evaluatesOperators(String body, Verdict verdict) {
    Decision decision = decide(permit(body));

    assertThat(decision.verdict()).isEqualTo(verdict);
    assertThat(decision.errors()).isEmpty();
  }

  @Test
  void evaluatesTheDeepestExpressionThatCanBeRead() {
    int levels = 192;
    String deep = "{\"!\":{\"arg\":".repeat(levels) + literal("true") + "}}".repeat(levels);

    assertThat(decide(permit(deep)).verdict()).isEqualTo(Verdict.PERMIT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{\"op\":\"==\",\"entity\":{\"type\":\"User\",\"id\":\"alice\"}} | PERMIT",
        "{\"op\":\"==\",\"entity\":{\"type\":\"User\",\"id\":\"bob\"}} | DENY",
        "{\"op\":\"in\",\"entity\":{\"type\":\"Group\",\"id\":\"all\"}} | PERMIT",
        "{\"op\":\"in\",\"entity\":{\"type\":\"Group\",\"id\":\"none\"}} | DENY",
        "{\"op\":\"is\",\"entity_type\":\"User\"} | PERMIT",
        "{\"op\":\"is\",\"entity_type\":\"Group\"} | DENY",
        "{\"op\":\"is\",\"entity_type\":\"User\",\"in\":{\"entity\":{\"type\":\"Group\","
            + "\"id\":\"staff\"}}} | PERMIT",
      })
  void findsPoliciesByTheirHead(String principal, Verdict verdict) {
    assertThat(decide(policy("permit", principal, ALL, literal("true"))).verdict())
        .isEqualTo(verdict);
  }

  @Test
  void findsPoliciesByGroupsOfActions() {
    String groups =
        "{\"op\":\"in\",\"entities\":[{\"type\":\"Action\",\"id\":\"read\"},"
            + "{\"type\":\"Action\",\"id\":\"view\"}]}";
    String none = "{\"op\":\"in\",\"entities\":[]}";

    Decision decision =
        decide(
            policy("permit", ALL, groups, literal("true")),
            policy("permit", ALL, none, literal("true")));

    assertThat(decision.determining()).containsExactly("p0");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"staticPolicies\":{\"a\":{}}}",
        "{\"staticPolicies\":{},\"templates\":{\"t\":{}}}",
        "{\"staticPolicies\":{},\"more\":{}}",
        "{\"staticPolicies\":{\"a\":{\"effect\":\"allow\",\"principal\":{\"op\":\"All\"},"
            + "\"action\":{\"op\":\"All\"},\"resource\":{\"op\":\"All\"}}}}",
        "{\"staticPolicies\":{\"a\":{\"effect\":\"permit\",\"principal\":{\"op\":\"==\","
            + "\"slot\":\"?principal\"},\"action\":{\"op\":\"All\"},\"resource\""
            + ":{\"op\":\"All\"}}}}",
      })
  void refusesWhatIsNoSetOfStaticPolicies(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);

    assertThatThrownBy(() -> PolicySet.parse(bytes)).isInstanceOf(PolicyFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"Unknown\":[]}",
        "{\"Var\":\"subject\"}",
        "{\"Value\":null}",
        "{\"Value\":true,\"Var\":\"context\"}",
        "{\"!\":{\"arg\":{\"Value\":true},\"more\":1}}",
        "{\"like\":{\"left\":{\"Value\":\"\"},\"pattern\":[\"Star\"]}}",
        "{\"/\":{\"left\":{\"Value\":1},\"right\":{\"Value\":1}}}",
        "{\"ip\":[{\"Var\":\"x\"}]}",
      })
  void refusesWhatIsNoExpression(String body) {
    assertThatThrownBy(() -> decide(permit(body))).isInstanceOf(PolicyFormatException.class);
  }
}
