// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.ExtensionFunction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Parses Cedar expressions by recursive descent (Cedar reference, "Grammar specification").
final class ExpressionParser {
  /// How deep expressions may nest, and how long a chain of one operator may be: both become depth
  /// of the tree that is compiled and evaluated by recursion.
  private static final int MAX_DEPTH = 100;

  private static final int MAX_UNARY = 4;
  private static final Set<String> VARIABLES = Set.of("principal", "action", "resource", "context");
  private static final Set<String> RELATIONS = Set.of("==", "!=", "<", "<=", ">", ">=", "in");
  private static final Set<String> FUNCTIONS = Set.of("decimal", "ip", "datetime", "duration");
  private static final Set<String> BINARY_METHODS =
      Set.of("contains", "containsAll", "containsAny", "getTag", "hasTag");

  private final Tokens tokens;
  private int depth;

  ExpressionParser(Tokens tokens) {
    this.tokens = tokens;
  }

  Json expression() {
    deepen();
    Json expression = tokens.takeIf("if") ? choice() : disjunction();
    depth--;
    return expression;
  }

  private void deepen() {
    if (++depth > MAX_DEPTH) {
      throw tokens.refuse("nesting beyond the limit");
    }
  }

  private Json choice() {
    Map<String, Json> branches = new LinkedHashMap<>();
    branches.put("if", expression());
    tokens.expect("then");
    branches.put("then", expression());
    tokens.expect("else");
    branches.put("else", expression());
    return Est.node("if-then-else", new Json.Members(branches));
  }

  private interface Operand {
    Json parse();
  }

  private Json chain(Set<String> operators, Operand operand) {
    int before = depth;
    Json left = operand.parse();
    while (tokens.peek().kind() == Token.Kind.SYMBOL && operators.contains(tokens.peek().text())) {
      deepen();
      left = Est.binary(tokens.take().text(), left, operand.parse());
    }
    depth = before;
    return left;
  }

  private Json disjunction() {
    return chain(Set.of("||"), this::conjunction);
  }

  private Json conjunction() {
    return chain(Set.of("&&"), this::relation);
  }

  private Json relation() {
    Json left = sum();
    if (tokens.takeIf("has")) {
      return has(left);
    }
    if (tokens.takeIf("like")) {
      if (tokens.peek().kind() != Token.Kind.STRING) {
        throw tokens.refuse("expected a pattern");
      }
      Json pattern = Escapes.pattern(tokens.take().text());
      return Est.node("like", Est.members("left", left, "pattern", pattern));
    }
    if (tokens.takeIf("is")) {
      return is(left);
    }
    Token next = tokens.peek();
    if (next.kind() == Token.Kind.STRING || !RELATIONS.contains(next.text())) {
      return left;
    }
    return Est.binary(tokens.take().text(), left, sum());
  }

  /// `e has a.b` asks for each step of the path.
  private Json has(Json left) {
    if (tokens.peek().kind() == Token.Kind.STRING) {
      return Est.attribute("has", left, tokens.string());
    }
    String name = tokens.identifier();
    Json condition = Est.attribute("has", left, name);
    Json owner = left;
    int before = depth;
    while (tokens.takeIf(".")) {
      deepen();
      owner = Est.attribute(".", owner, name);
      name = tokens.identifier();
      condition = Est.binary("&&", condition, Est.attribute("has", owner, name));
    }
    depth = before;
    return condition;
  }

  private Json is(Json left) {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("left", left);
    members.put("entity_type", new Json.Text(path()));
    if (tokens.takeIf("in")) {
      members.put("in", sum());
    }
    return Est.node("is", new Json.Members(members));
  }

  private Json sum() {
    return chain(Set.of("+", "-"), this::product);
  }

  private Json product() {
    return chain(Set.of("*"), this::unary);
  }

  private Json unary() {
    List<String> operators = new ArrayList<>();
    while (tokens.peek().is("!") || tokens.peek().is("-")) {
      operators.add(tokens.take().text());
    }
    if (operators.size() > MAX_UNARY || Set.copyOf(operators).size() > 1) {
      throw tokens.refuse("too many unary operators");
    }
    boolean negated = operators.contains("-") && isPlainNumber();
    Json argument = negated ? Est.value(new Json.Whole(number("-"))) : member();
    for (int i = negated ? 1 : 0; i < operators.size(); i++) {
      argument = Est.unary(operators.get(i).equals("!") ? "!" : "neg", argument);
    }
    return argument;
  }

  /// Access binds closer than a sign: `-1.a` negates `1.a`.
  private boolean isPlainNumber() {
    Token behind = tokens.peekBehind();
    return tokens.peek().kind() == Token.Kind.NUMBER && !behind.is(".") && !behind.is("[");
  }

  private long number(String sign) {
    try {
      return Long.parseLong(sign + tokens.take().text());
    } catch (NumberFormatException tooLarge) {
      throw new PolicyFormatException("a number does not fit 64 bits", tooLarge);
    }
  }

  private Json member() {
    return accesses(primary());
  }

  private Json accesses(Json primary) {
    int before = depth;
    Json owner = primary;
    while (true) {
      deepen();
      if (tokens.takeIf("[")) {
        owner = Est.attribute(".", owner, tokens.string());
        tokens.expect("]");
      } else if (tokens.takeIf(".")) {
        owner = fieldOrMethod(owner, tokens.identifier());
      } else {
        depth = before;
        return owner;
      }
    }
  }

  private Json fieldOrMethod(Json owner, String name) {
    if (!tokens.takeIf("(")) {
      return Est.attribute(".", owner, name);
    }
    List<Json> arguments = expressions(")");
    if (name.equals("isEmpty") && arguments.isEmpty()) {
      return Est.unary(name, owner);
    }
    if (BINARY_METHODS.contains(name) && arguments.size() == 1) {
      return Est.binary(name, owner, arguments.getFirst());
    }
    if (ExtensionFunction.named(name).isEmpty() || FUNCTIONS.contains(name)) {
      throw tokens.refuse("unknown method");
    }
    arguments.addFirst(owner);
    return Est.call(name, arguments);
  }

  private List<Json> expressions(String end) {
    List<Json> expressions = new ArrayList<>();
    while (!tokens.takeIf(end)) {
      expressions.add(expression());
      if (!tokens.peek().is(end)) {
        tokens.expect(",");
      }
    }
    return expressions;
  }

  private Json primary() {
    Token next = tokens.peek();
    return switch (next.kind()) {
      case STRING -> Est.value(new Json.Text(tokens.string()));
      case NUMBER -> Est.value(new Json.Whole(number("")));
      case NAME -> named();
      case SYMBOL -> structure();
      case END -> throw tokens.refuse("expected an expression");
    };
  }

  private Json structure() {
    if (tokens.takeIf("(")) {
      Json inner = expression();
      tokens.expect(")");
      return inner;
    }
    if (tokens.takeIf("[")) {
      return Est.node("Set", new Json.Items(expressions("]")));
    }
    tokens.expect("{");
    return record();
  }

  private Json record() {
    Map<String, Json> members = new LinkedHashMap<>();
    while (!tokens.takeIf("}")) {
      boolean quoted = tokens.peek().kind() == Token.Kind.STRING;
      String name = quoted ? tokens.string() : tokens.identifier();
      tokens.expect(":");
      if (members.put(name, expression()) != null) {
        throw tokens.refuse("duplicate attribute of a record");
      }
      if (!tokens.peek().is("}")) {
        tokens.expect(",");
      }
    }
    return Est.node("Record", new Json.Members(members));
  }

  private Json named() {
    if (tokens.peekBehind().is("::")) {
      return Est.value(Est.node("__entity", uid()));
    }
    String name = tokens.name();
    if (tokens.takeIf("(")) {
      if (!FUNCTIONS.contains(name)) {
        throw tokens.refuse("unknown function");
      }
      return Est.call(name, expressions(")"));
    }
    if (name.equals("true") || name.equals("false")) {
      return Est.value(name.equals("true") ? Json.Literal.TRUE : Json.Literal.FALSE);
    }
    if (!VARIABLES.contains(name)) {
      throw tokens.refuse("unknown variable");
    }
    return Est.node("Var", new Json.Text(name));
  }

  /// A path of names.
  String path() {
    StringBuilder path = new StringBuilder(tokens.identifier());
    while (tokens.takeIf("::")) {
      path.append("::").append(tokens.identifier());
    }
    return path.toString();
  }

  /// An entity: a path of names, then its id.
  Json uid() {
    StringBuilder type = new StringBuilder(tokens.identifier());
    tokens.expect("::");
    while (tokens.peek().kind() != Token.Kind.STRING) {
      type.append("::").append(tokens.identifier());
      tokens.expect("::");
    }
    return Est.uid(type.toString(), tokens.string());
  }
}
