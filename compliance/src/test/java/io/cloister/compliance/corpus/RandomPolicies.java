// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import io.cloister.policy.json.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Random policies in the JSON form, over the entities of [RandomRequests]: mostly well typed, so
/// that they compute something, and sometimes not, so that they fail.
final class RandomPolicies {
  private static final int MAX_DEPTH = 4;
  private static final List<String> KINDS =
      List.of(
          "bool",
          "long",
          "string",
          "entity",
          "set",
          "record",
          "decimal",
          "ip",
          "datetime",
          "duration");
  private static final List<String> ATTRIBUTES =
      List.of("flag", "count", "name", "owner", "tags", "inner", "ratio", "address", "at", "span");
  private static final List<String> TYPES = List.of("A", "N::B", "Action");
  private static final List<String> STRINGS = List.of("", "a", "ab", "a*b", "é😀", "flag");
  private static final List<String> LITERALS =
      List.of(
          "decimal|1.0|-0.0001|922337203685477.5807|1.23456|x",
          "ip|127.0.0.1|10.0.0.0/8|::1|ff02::1/16|1:2:3:4:5:6:7:8"
              + "|10.1.2.3/33|01.2.3.4|::ffff:1.2.3.4",
          "datetime|2026-11-22|2026-11-22T12:00:00Z|2026-02-29|9999-12-31T23:59:59.999-2359"
              + "|0000-01-01|2024-02-29T00:00:00+0130|2026-11-22T24:00:00Z|2026-11-22 12:00:00Z",
          "duration|1d|-1d2h3m4s5ms|0ms|9223372036854775807ms|-9223372036854775808ms"
              + "|106751991168d|1h1d||-|5");

  private final RandomGenerator random;

  RandomPolicies(RandomGenerator random) {
    this.random = random;
  }

  Json policy() {
    Map<String, Json> policy = new LinkedHashMap<>();
    policy.put("effect", text(one(List.of("permit", "permit", "forbid"))));
    policy.put("principal", scope(true));
    policy.put("action", scope(false));
    policy.put("resource", scope(true));
    List<Json> conditions = new ArrayList<>();
    for (int i = random.nextInt(3); i > 0; i--) {
      conditions.add(members("kind", text(one(List.of("when", "unless"))), "body", body()));
    }
    policy.put("conditions", new Json.Items(conditions));
    return new Json.Members(policy);
  }

  /// Sometimes an equality with a constant in front, by which the evaluator finds policies.
  private Json body() {
    if (random.nextInt(4) != 0) {
      return expression("bool", 0);
    }
    String kind = one(KINDS);
    Json path = members(".", members("left", variable(), "attr", text(attribute(kind))));
    return binary("&&", binary("==", path, leaf(kind)), expression("bool", 1));
  }

  private Json scope(boolean typed) {
    return switch (random.nextInt(typed ? 6 : 4)) {
      case 0 -> members("op", text("=="), "entity", uid(typed));
      case 1 -> members("op", text("in"), "entity", uid(typed));
      case 2 -> typed ? members("op", text("All")) : members("op", text("in"), "entities", uids());
      case 4 -> members("op", text("is"), "entity_type", text(one(TYPES)));
      case 5 ->
          members(
              "op",
              text("is"),
              "entity_type",
              text(one(TYPES)),
              "in",
              members("entity", uid(true)));
      default -> members("op", text("All"));
    };
  }

  private Json uid(boolean typed) {
    String type = typed ? one(TYPES.subList(0, 2)) : "Action";
    return members("type", text(type), "id", text(one(RandomRequests.IDS)));
  }

  private Json uids() {
    return new Json.Items(List.of(uid(false), uid(false)));
  }

  private Json expression(String wanted, int depth) {
    String kind = random.nextInt(25) == 0 ? one(KINDS) : wanted;
    if (depth >= MAX_DEPTH || random.nextInt(4) == 0) {
      return leaf(kind);
    }
    return switch (random.nextInt(8)) {
      case 0 -> members(".", members("left", owner(depth), "attr", text(attribute(kind))));
      case 1 ->
          members(
              "if-then-else",
              members(
                  "if", expression("bool", depth + 1),
                  "then", expression(kind, depth + 1),
                  "else", expression(kind, depth + 1)));
      case 2 -> binary("getTag", expression("entity", depth + 1), expression("string", depth + 1));
      default -> operation(kind, depth);
    };
  }

  private Json owner(int depth) {
    return random.nextBoolean()
        ? variable()
        : expression(one(List.of("entity", "record")), depth + 1);
  }

  private Json variable() {
    return members("Var", text(one(List.of("principal", "action", "resource", "context"))));
  }

  private static String attribute(String kind) {
    return ATTRIBUTES.get(KINDS.indexOf(kind));
  }

  private Json leaf(String kind) {
    return switch (kind) {
      case "bool" -> value(random.nextBoolean() ? Json.Literal.TRUE : Json.Literal.FALSE);
      case "long" -> value(new Json.Whole(number()));
      case "string" -> value(text(one(STRINGS)));
      case "entity" -> random.nextBoolean() ? variable() : value(members("__entity", uid(true)));
      case "set" -> members("Set", new Json.Items(some(() -> leaf(one(KINDS.subList(0, 4))))));
      case "record" -> record(MAX_DEPTH);
      default -> literal(LITERALS.get(KINDS.indexOf(kind) - 6));
    };
  }

  private long number() {
    return switch (random.nextInt(5)) {
      case 0 -> Long.MAX_VALUE;
      case 1 -> Long.MIN_VALUE;
      default -> random.nextInt(-3, 4);
    };
  }

  private Json literal(String choices) {
    String[] parts = choices.split("\\|", -1);
    return call(parts[0], value(text(parts[random.nextInt(1, parts.length)])));
  }

  private Json record(int depth) {
    Map<String, Json> attributes = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      int kind = random.nextInt(KINDS.size());
      if (!KINDS.get(kind).equals("record")) {
        attributes.put(ATTRIBUTES.get(kind), expression(KINDS.get(kind), depth + 1));
      }
    }
    return members("Record", new Json.Members(attributes));
  }

  private Json operation(String kind, int depth) {
    int next = depth + 1;
    return switch (kind) {
      case "bool" -> condition(next);
      case "long" -> number(next);
      case "set" -> members("Set", new Json.Items(some(() -> expression(one(KINDS), next))));
      case "record" -> record(depth);
      case "datetime" ->
          random.nextBoolean()
              ? call("offset", expression("datetime", next), expression("duration", next))
              : call("toDate", expression("datetime", next));
      case "duration" ->
          random.nextBoolean()
              ? call("durationSince", expression("datetime", next), expression("datetime", next))
              : call("toTime", expression("datetime", next));
      default -> leaf(kind);
    };
  }

  private Json number(int depth) {
    return switch (random.nextInt(5)) {
      case 0 -> members("neg", members("arg", expression("long", depth)));
      case 1 ->
          call(
              one(List.of("toMilliseconds", "toSeconds", "toMinutes", "toHours", "toDays")),
              expression("duration", depth));
      default ->
          binary(one(List.of("+", "-", "*")), expression("long", depth), expression("long", depth));
    };
  }

  private Json condition(int depth) {
    return switch (random.nextInt(11)) {
      case 0 -> members("!", members("arg", expression("bool", depth)));
      case 1 ->
          binary(one(List.of("&&", "||")), expression("bool", depth), expression("bool", depth));
      case 2 -> same(one(List.of("==", "!=")), one(KINDS), depth);
      case 3 ->
          same(
              one(List.of("<", "<=", ">", ">=")),
              one(List.of("long", "datetime", "duration")),
              depth);
      case 4 -> binary("in", expression("entity", depth), expression(in(), depth));
      case 5 -> contains(depth);
      case 6 -> members("has", members("left", owner(depth), "attr", text(one(ATTRIBUTES))));
      case 7 -> is(depth);
      case 8 -> like(depth);
      case 9 -> binary("hasTag", expression("entity", depth), expression("string", depth));
      default -> extension(depth);
    };
  }

  private String in() {
    return one(List.of("entity", "entity", "set"));
  }

  private Json same(String operator, String kind, int depth) {
    return binary(operator, expression(kind, depth), expression(kind, depth));
  }

  private Json contains(int depth) {
    Json set = expression("set", depth);
    return switch (random.nextInt(4)) {
      case 0 -> members("isEmpty", members("arg", set));
      case 1 -> binary("contains", set, expression(one(KINDS), depth));
      case 2 -> binary("containsAll", set, expression("set", depth));
      default -> binary("containsAny", set, expression("set", depth));
    };
  }

  private Json is(int depth) {
    Map<String, Json> operands = new LinkedHashMap<>();
    operands.put("left", expression("entity", depth));
    operands.put("entity_type", text(one(TYPES)));
    if (random.nextBoolean()) {
      operands.put("in", expression(in(), depth));
    }
    return members("is", new Json.Members(operands));
  }

  private Json like(int depth) {
    List<Json> pattern =
        some(() ->
            random.nextBoolean()
                ? text("Wildcard")
                : members("Literal", text(one(List.of("a", "b", "*", "😀")))));
    return members(
        "like", members("left", expression("string", depth), "pattern", new Json.Items(pattern)));
  }

  private Json extension(int depth) {
    String ip = one(List.of("isIpv4", "isIpv6", "isLoopback", "isMulticast"));
    String compared =
        one(List.of("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"));
    return switch (random.nextInt(8)) {
      case 0 -> call(ip, expression("ip", depth), expression("ip", depth));
      case 1 -> call(compared, expression("decimal", depth));
      case 2, 3 -> call(ip, expression("ip", depth));
      case 4, 5 -> call("isInRange", expression("ip", depth), expression("ip", depth));
      default -> call(compared, expression("decimal", depth), expression("decimal", depth));
    };
  }

  private interface Source {
    Json next();
  }

  private List<Json> some(Source source) {
    List<Json> items = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      items.add(source.next());
    }
    return items;
  }

  private <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  private static Json text(String text) {
    return new Json.Text(text);
  }

  private static Json value(Json literal) {
    return members("Value", literal);
  }

  private static Json call(String function, Json... arguments) {
    return members(function, new Json.Items(List.of(arguments)));
  }

  private static Json binary(String operator, Json left, Json right) {
    return members(operator, members("left", left, "right", right));
  }

  private static Json members(Object... namesAndValues) {
    Map<String, Json> members = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      members.put((String) namesAndValues[i], (Json) namesAndValues[i + 1]);
    }
    return new Json.Members(members);
  }
}
