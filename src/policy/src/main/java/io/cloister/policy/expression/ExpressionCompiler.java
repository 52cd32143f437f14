// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.expression;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.ExtensionFunction;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.SetValue;
import io.cloister.policy.value.StringValue;
import io.cloister.policy.value.Value;
import io.cloister.policy.value.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Compiles expressions of Cedar's JSON policy form. Recursion is bounded by the depth that
/// [io.cloister.policy.json.JsonReader] admits.
public final class ExpressionCompiler {
  private ExpressionCompiler() {}

  /// Compiles one expression.
  ///
  /// @throws PolicyFormatException when it is none
  public static Expression compile(Json json) {
    Map<String, Json> members = json.asMembers().members();
    if (members.size() != 1) {
      throw new PolicyFormatException("an expression has exactly one operator");
    }
    Map.Entry<String, Json> only = members.entrySet().iterator().next();
    String operator = only.getKey();
    Json operands = only.getValue();
    return switch (operator) {
      case "Value" -> literal(operands);
      case "Var" -> variable(operands.asText());
      case "!", "neg", "isEmpty" ->
          unary(operator, compile(Node.of(operands, "arg").require("arg")));
      case ".", "has" -> attribute(operator, Node.of(operands, "left", "attr"));
      case "is" -> is(Node.of(operands, "left", "entity_type", "in"));
      case "like" -> like(Node.of(operands, "left", "pattern"));
      case "if-then-else" -> choose(Node.of(operands, "if", "then", "else"));
      case "Set" -> set(compileAll(operands.asItems()));
      case "Record" -> record(operands.asMembers());
      default -> otherwise(operator, operands);
    };
  }

  /// The value of an expression that is the same for every request; empty when it is not.
  ///
  /// @throws PolicyFormatException when the JSON is no expression
  public static Optional<Value> constant(Json json) {
    return compile(json) instanceof Constant(Value value) ? Optional.of(value) : Optional.empty();
  }

  private static Expression otherwise(String operator, Json operands) {
    if (operands instanceof Json.Items(List<Json> arguments)) {
      return call(operator, compileAll(arguments));
    }
    Node node = Node.of(operands, "left", "right");
    return binary(operator, compile(node.require("left")), compile(node.require("right")));
  }

  private static List<Expression> compileAll(List<Json> expressions) {
    return expressions.stream().map(ExpressionCompiler::compile).toList();
  }

  private static Expression variable(String name) {
    return switch (name) {
      case "principal" -> (request, entities) -> request.principal();
      case "action" -> (request, entities) -> request.action();
      case "resource" -> (request, entities) -> request.resource();
      case "context" -> (request, entities) -> request.context();
      default -> throw new PolicyFormatException("unknown variable");
    };
  }

  private static Expression unary(String operator, Expression argument) {
    return switch (operator) {
      case "!" -> Logic.not(argument);
      case "neg" -> Numbers.negate(argument);
      default -> Membership.isEmpty(argument);
    };
  }

  private static Expression binary(String operator, Expression left, Expression right) {
    return switch (operator) {
      case "&&" -> Logic.and(left, right);
      case "||" -> Logic.or(left, right);
      case "==" -> Membership.equal(left, right);
      case "!=" -> Logic.not(Membership.equal(left, right));
      case "<" -> Numbers.compare(left, right, comparison -> comparison < 0);
      case "<=" -> Numbers.compare(left, right, comparison -> comparison <= 0);
      case ">" -> Numbers.compare(left, right, comparison -> comparison > 0);
      case ">=" -> Numbers.compare(left, right, comparison -> comparison >= 0);
      case "+" -> Numbers.arithmetic(left, right, Math::addExact);
      case "-" -> Numbers.arithmetic(left, right, Math::subtractExact);
      case "*" -> Numbers.arithmetic(left, right, Math::multiplyExact);
      case "in" -> Membership.in(left, right);
      case "contains" -> Membership.contains(left, right);
      case "containsAll" -> Membership.containsAll(left, right);
      case "containsAny" -> Membership.containsAny(left, right);
      case "getTag" -> Attributes.getTag(left, right);
      case "hasTag" -> Attributes.hasTag(left, right);
      default -> throw new PolicyFormatException("unknown operator");
    };
  }

  private static Expression attribute(String operator, Node node) {
    Expression owner = compile(node.require("left"));
    String name = node.text("attr");
    return operator.equals("has") ? Attributes.has(owner, name) : Attributes.get(owner, name);
  }

  private static Expression is(Node node) {
    Expression entity = compile(node.require("left"));
    String type = node.text("entity_type");
    return node.json()
        .find("in")
        .map(ancestors -> Membership.isIn(entity, type, compile(ancestors)))
        .orElseGet(() -> Membership.is(entity, type));
  }

  private static Expression like(Node node) {
    return Pattern.read(node.require("pattern")).like(compile(node.require("left")));
  }

  private static Expression choose(Node node) {
    return Logic.choose(
        compile(node.require("if")), compile(node.require("then")), compile(node.require("else")));
  }

  private static Expression set(List<Expression> members) {
    if (Constant.areAll(members)) {
      return new Constant(SetValue.of(members.stream().map(Constant::of).toList()));
    }
    return (request, entities) -> {
      Set<Value> values = HashSet.newHashSet(members.size());
      for (Expression member : members) {
        values.add(member.evaluate(request, entities));
      }
      return new SetValue(values);
    };
  }

  private static Expression record(Json.Members json) {
    Map<String, Expression> compiled = new TreeMap<>();
    json.members().forEach((name, value) -> compiled.put(name, compile(value)));
    return record(compiled);
  }

  private static Expression record(Map<String, Expression> compiled) {
    if (Constant.areAll(new ArrayList<>(compiled.values()))) {
      Map<String, Value> values = new HashMap<>();
      compiled.forEach((name, constant) -> values.put(name, Constant.of(constant)));
      return new Constant(new RecordValue(values));
    }
    return (request, entities) -> {
      Map<String, Value> values = HashMap.newHashMap(compiled.size());
      compiled.forEach((name, value) -> values.put(name, value.evaluate(request, entities)));
      return new RecordValue(values);
    };
  }

  private static Expression call(String name, List<Expression> arguments) {
    ExtensionFunction function =
        ExtensionFunction.named(name)
            .orElseThrow(() -> new PolicyFormatException("unknown function"));
    if (Constant.areAll(arguments)) {
      Value[] values = arguments.stream().map(Constant::of).toArray(Value[]::new);
      return Constant.fold(() -> function.apply(values));
    }
    return (request, entities) -> {
      Value[] values = new Value[arguments.size()];
      for (int i = 0; i < values.length; i++) {
        values[i] = arguments.get(i).evaluate(request, entities);
      }
      return function.apply(values);
    };
  }

  /// A literal may hold calls of extension functions, which fail when evaluated rather than here.
  private static Expression literal(Json json) {
    return switch (json) {
      case Json.Literal.TRUE -> new Constant(BooleanValue.TRUE);
      case Json.Literal.FALSE -> new Constant(BooleanValue.FALSE);
      case Json.Literal.NULL -> throw new PolicyFormatException("null is not a Cedar value");
      case Json.Whole(long number) -> new Constant(new LongValue(number));
      case Json.Text(String text) -> new Constant(new StringValue(text));
      case Json.Items(List<Json> items) ->
          set(items.stream().map(ExpressionCompiler::literal).toList());
      case Json.Members object -> literalMembers(object);
    };
  }

  private static Expression literalMembers(Json.Members object) {
    if (object.members().containsKey("__entity")) {
      EntityUid uid = ValueJson.readUid(new Node(object).only("__entity"));
      return new Constant(uid);
    }
    if (object.members().containsKey("__extn")) {
      Json.Members call = new Node(object).only("__extn").asMembers();
      List<Json> arguments =
          call.find("args").map(Json::asItems).orElseGet(() -> List.of(call.require("arg")));
      List<Expression> literals = arguments.stream().map(ExpressionCompiler::literal).toList();
      return call(call.require("fn").asText(), literals);
    }
    Map<String, Expression> compiled = new TreeMap<>();
    object.members().forEach((name, value) -> compiled.put(name, literal(value)));
    return record(compiled);
  }
}
