// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.policy.Policy;
import io.cloister.policy.PolicySet;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.json.PolicyFormatException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PolicyParserTest {
  private static final String HEAD = "permit (principal, action, resource) when { ";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1 - -2 == -(-9223372036854775808) && - 5 == 5 && !!true",
        "principal has a.b.c || context[\"a\"] has \"x y\"",
        "[1, {a: 2, \"b c\": 3}].contains(1) && [].isEmpty() && {}.a == 1",
        "if true then resource is A::B in [A::\"a\"] else \"x\" like \"\\*a*\\u{41}\\0\"",
        "-5 * --5 > 3 - 2 - 1 || principal.getTag(\"a\").hasTag(\"b\")",
        "ip(\"1\", \"2\") && context.isIpv4(1) && datetime() < duration(\"1d\").toDays()",
        "(1 + 2) * 3 in A::B::\"\\x41\\'\\\"\\u{1F600}\" // a comment",
        "a::b::\"c\".d[\"e\"].containsAny([principal, action])",
        "true && false || true && false",
        "\"raw é😀\nline\" == \"\"",
        "\"\\u{1_0}\\u{00_00_41_}\" like \"\\u{2a}\\*\\x2a\"",
        "-1.a == -1[\"a\"] && -1.contains(2) && -(1) == -00009223372036854775808",
        "1has a || 007 in [] // a comment\r && true\u0085\u2003\u00a0",
        "{principal: 1, when: 2, \"in\": 3}.permit",
      })
  void translatesAsCedarDoes(String body) throws Exception {
    assertTranslatedAsCedarDoes(HEAD + body + "\n};");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "@a @b(\"c\") forbid (principal == A::\"x\", action in [], "
            + "resource is A in A::\"y\");",
        "permit (principal in A::\"x\", action in [Action::\"y\"], "
            + "resource is A::B) unless { true };",
        "permit (principal is A, action == N::Action::\"y\", "
            + "resource) when { true } unless { false };",
        "permit (principal, action in [Action::\"x\", Action::\"y\"], resource in A::\"z\");",
      })
  void translatesHeadsAsCedarDoes(String policy) throws Exception {
    assertTranslatedAsCedarDoes(policy);
  }

  @Test
  void countsTemplatesButDecidesByNone() {
    PolicySet policies =
        PolicyParser.parseSet(
            "permit (principal == ?principal, action, resource);"
                + "permit (principal is A in ?principal, action, resource in ?resource);"
                + "permit (principal, action, resource);");

    assertThat(policies.policies()).extracting(Policy::id).containsExactly("policy2");
  }

  private static void assertTranslatedAsCedarDoes(String policy) throws Exception {
    Json expected = JsonReader.read(new com.cedarpolicy.model.policy.Policy(policy, "p").toJson());

    Json translated = PolicyParser.parse(policy).getFirst();

    assertThat(JsonWriter.canonical(translated)).isEqualTo(JsonWriter.canonical(expected));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "permit (principal, action, resource)",
        "permit (principal, resource, action);",
        "allow (principal, action, resource);",
        "@a @a permit (principal, action, resource);",
        "permit (principal == ?resource, action, resource);",
        "permit (principal, action == ?action, resource);",
        "permit (principal in [A::\"x\"], action, resource);",
        "permit (principal, action is Action, resource);",
        "permit (principal, action in [A::\"x\"], resource);",
        "permit (principal is A::if, action, resource);",
        HEAD + "};",
        HEAD + "context.true };",
        HEAD + "context has a.in };",
        HEAD + "{__cedar: 1} };",
        HEAD + "then::\"x\" };",
        HEAD + "isIpv4(1) };",
        HEAD + "context.ip() };",
        HEAD + "-9223372036854775808.a };",
        HEAD + "\"a\rb\" };",
        HEAD + "\"\\u{_1}\" };",
        HEAD + "\"\\u{0000001}\" };",
        HEAD + "\"\\x7\" };",
        HEAD + "true \u001c };",
        HEAD + "true // ends with the line\r false };",
        HEAD + "1 < 2 < 3 };",
        HEAD + "!!!!!true };",
        HEAD + "!-1 };",
        HEAD + "subject };",
        HEAD + "foo(1) };",
        HEAD + "1.contains(1, 2) };",
        HEAD + "9223372036854775808 };",
        HEAD + "{a: 1, a: 2} };",
        HEAD + "\"\\x80\" };",
        HEAD + "\"\\u{d800}\" };",
        HEAD + "\"\\u{110000}\" };",
        HEAD + "\"\\u{}\" };",
        HEAD + "\"\\*\" };",
        HEAD + "\"open };",
        HEAD + "1 / 2 };",
      })
  void refusesWhatIsNotCedar(String policy) {
    assertThatThrownBy(() -> PolicyParser.parse(policy)).isInstanceOf(PolicyFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "[", "!(", "true && (", "{a: ", "if true then 1 else "})
  void refusesNestingBeyondTheLimit(String nested) {
    String policy = HEAD + nested.repeat(5_000);

    assertThatThrownBy(() -> PolicyParser.parse(policy)).hasMessageContaining("nesting");
  }

  @ParameterizedTest
  @ValueSource(strings = {" && true", " + 1", ".a", ".a has a"})
  void refusesChainsBeyondTheLimit(String link) {
    String policy = HEAD + "context" + link.repeat(5_000) + "};";

    assertThatThrownBy(() -> PolicyParser.parse(policy)).isInstanceOf(PolicyFormatException.class);
  }
}
