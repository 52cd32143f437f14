// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.Policy;
import io.cloister.policy.PolicySet;
import io.cloister.policy.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Parses policies in Cedar's text form into its JSON form. Templates are refused.
///
/// It checks form only. Whether policies make sense against a schema is checked at publication.
public final class PolicyParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  private PolicyParser(String text) {
    this.tokens = Tokens.of(text);
    this.expressions = new ExpressionParser(tokens);
  }

  /// Parses a text of policies, in their order.
  ///
  /// @throws io.cloister.policy.json.PolicyFormatException when it is not Cedar
  public static List<Json> parse(String text) {
    PolicyParser parser = new PolicyParser(text);
    List<Json> policies = new ArrayList<>();
    while (!parser.tokens.atEnd()) {
      policies.add(parser.policy());
    }
    return policies;
  }

  /// Parses and compiles a text of policies, named `policy0`, `policy1` and so on by their place,
  /// as Cedar names them.
  ///
  /// @throws io.cloister.policy.json.PolicyFormatException when it is not Cedar
  public static PolicySet parseSet(String text) {
    List<Policy> policies = new ArrayList<>();
    for (Json policy : parse(text)) {
      policies.add(Policy.compile("policy" + policies.size(), policy));
    }
    return PolicySet.of(policies);
  }

  private Json policy() {
    Map<String, Json> annotations = annotations();
    Map<String, Json> policy = new LinkedHashMap<>();
    policy.put("effect", new Json.Text(effect()));
    tokens.expect("(");
    policy.put("principal", scope("principal"));
    tokens.expect(",");
    policy.put("action", scope("action"));
    tokens.expect(",");
    policy.put("resource", scope("resource"));
    tokens.takeIf(",");
    tokens.expect(")");
    policy.put("conditions", new Json.Items(conditions()));
    tokens.expect(";");
    if (!annotations.isEmpty()) {
      policy.put("annotations", new Json.Members(annotations));
    }
    return new Json.Members(policy);
  }

  private Map<String, Json> annotations() {
    Map<String, Json> annotations = new LinkedHashMap<>();
    while (tokens.takeIf("@")) {
      String name = tokens.name();
      Json value = Json.Literal.NULL;
      if (tokens.takeIf("(")) {
        value = new Json.Text(tokens.string());
        tokens.expect(")");
      }
      if (annotations.put(name, value) != null) {
        throw tokens.refuse("duplicate annotation");
      }
    }
    return annotations;
  }

  private String effect() {
    String effect = tokens.name();
    if (!effect.equals("permit") && !effect.equals("forbid")) {
      throw tokens.refuse("expected permit or forbid");
    }
    return effect;
  }

  private Json scope(String variable) {
    tokens.expect(variable);
    if (tokens.takeIf("==")) {
      return Est.members("op", new Json.Text("=="), "entity", expressions.uid());
    }
    if (tokens.takeIf("in")) {
      return within(tokens.takeIf("[") ? uids() : List.of(expressions.uid()));
    }
    return tokens.takeIf("is") ? type() : Est.node("op", new Json.Text("All"));
  }

  /// A list of one is written as the one, as Cedar does.
  private static Json within(List<Json> uids) {
    Json in = new Json.Text("in");
    return uids.size() == 1
        ? Est.members("op", in, "entity", uids.getFirst())
        : Est.members("op", in, "entities", new Json.Items(uids));
  }

  private List<Json> uids() {
    List<Json> uids = new ArrayList<>();
    while (!tokens.takeIf("]")) {
      uids.add(expressions.uid());
      if (!tokens.peek().is("]")) {
        tokens.expect(",");
      }
    }
    return uids;
  }

  private Json type() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("op", new Json.Text("is"));
    members.put("entity_type", new Json.Text(expressions.path()));
    if (tokens.takeIf("in")) {
      members.put("in", Est.node("entity", expressions.uid()));
    }
    return new Json.Members(members);
  }

  private List<Json> conditions() {
    List<Json> conditions = new ArrayList<>();
    while (tokens.peek().is("when") || tokens.peek().is("unless")) {
      Json kind = new Json.Text(tokens.name());
      tokens.expect("{");
      conditions.add(Est.members("kind", kind, "body", expressions.expression()));
      tokens.expect("}");
    }
    return conditions;
  }
}
