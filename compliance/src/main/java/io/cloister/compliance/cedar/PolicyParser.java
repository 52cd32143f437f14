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

/// Parses policies in Cedar's text form into its JSON form.
///
/// It checks form only. Whether policies make sense against a schema is checked at publication.
public final class PolicyParser {
  private final Tokens tokens;
  private final ExpressionParser expressions;

  private PolicyParser(String text) {
    this.tokens = Tokens.of(text);
    this.expressions = new ExpressionParser(tokens);
  }

  /// Parses a text of policies, in their order. Templates are among them: they have slots, which
  /// [Policy#compile] refuses.
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
  /// as Cedar names them. A template that nothing links decides nothing, but counts.
  ///
  /// @throws io.cloister.policy.json.PolicyFormatException when it is not Cedar
  public static PolicySet parseSet(String text) {
    List<Policy> policies = new ArrayList<>();
    int place = 0;
    for (Json policy : parse(text)) {
      String id = "policy" + place++;
      if (!isTemplate(policy.asMembers())) {
        policies.add(Policy.compile(id, policy));
      }
    }
    return PolicySet.of(policies);
  }

  private static boolean isTemplate(Json.Members policy) {
    return hasSlot(policy.require("principal")) || hasSlot(policy.require("resource"));
  }

  private static boolean hasSlot(Json scope) {
    Json.Members members = scope.asMembers();
    return members.find("slot").isPresent()
        || members.find("in").filter(PolicyParser::hasSlot).isPresent();
  }

  private Json policy() {
    Map<String, Json> annotations = annotations();
    Map<String, Json> policy = new LinkedHashMap<>();
    policy.put("effect", new Json.Text(effect()));
    tokens.expect("(");
    policy.put("principal", scope("principal"));
    tokens.expect(",");
    policy.put("action", action());
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
      return with("==", entityOrSlot(variable));
    }
    if (tokens.takeIf("in")) {
      return with("in", entityOrSlot(variable));
    }
    return tokens.takeIf("is") ? type(variable) : Est.node("op", new Json.Text("All"));
  }

  private static Json with(String operator, Map<String, Json> operand) {
    Map<String, Json> members = new LinkedHashMap<>(operand);
    members.put("op", new Json.Text(operator));
    return new Json.Members(members);
  }

  /// An entity, or the slot of a template, which is named after its variable.
  private Map<String, Json> entityOrSlot(String variable) {
    if (!tokens.takeIf("?")) {
      return Map.of("entity", expressions.uid());
    }
    tokens.expect(variable);
    return Map.of("slot", new Json.Text("?" + variable));
  }

  private Json action() {
    tokens.expect("action");
    if (tokens.takeIf("==")) {
      return with("==", Map.of("entity", actionUid()));
    }
    if (tokens.takeIf("in")) {
      return within(tokens.takeIf("[") ? actionUids() : List.of(actionUid()));
    }
    return Est.node("op", new Json.Text("All"));
  }

  private Json actionUid() {
    Json uid = expressions.uid();
    String type = uid.asMembers().require("type").asText();
    if (!type.equals("Action") && !type.endsWith("::Action")) {
      throw tokens.refuse("expected an entity of the type Action");
    }
    return uid;
  }

  /// A list of one is written as the one, as Cedar does.
  private static Json within(List<Json> uids) {
    Json in = new Json.Text("in");
    return uids.size() == 1
        ? Est.members("op", in, "entity", uids.getFirst())
        : Est.members("op", in, "entities", new Json.Items(uids));
  }

  private List<Json> actionUids() {
    List<Json> uids = new ArrayList<>();
    while (!tokens.takeIf("]")) {
      uids.add(actionUid());
      if (!tokens.peek().is("]")) {
        tokens.expect(",");
      }
    }
    return uids;
  }

  private Json type(String variable) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("op", new Json.Text("is"));
    members.put("entity_type", new Json.Text(expressions.path()));
    if (tokens.takeIf("in")) {
      members.put("in", new Json.Members(entityOrSlot(variable)));
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
