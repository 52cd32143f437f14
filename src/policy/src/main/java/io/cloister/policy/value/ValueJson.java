// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.json.PolicyFormatException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Values to and from Cedar's JSON form of entities: `__entity` and `__extn` escapes included.
public final class ValueJson {
  private static final String ENTITY = "__entity";
  private static final String EXTENSION = "__extn";

  private ValueJson() {}

  /// Reads a value.
  ///
  /// @throws PolicyFormatException when the JSON is no value of Cedar, or a literal does not parse
  public static Value read(Json json) {
    return switch (json) {
      case Json.Literal.TRUE -> BooleanValue.TRUE;
      case Json.Literal.FALSE -> BooleanValue.FALSE;
      case Json.Literal.NULL -> throw new PolicyFormatException("null is not a Cedar value");
      case Json.Whole(long number) -> new LongValue(number);
      case Json.Text(String text) -> new StringValue(text);
      case Json.Items(List<Json> items) -> readSet(items);
      case Json.Members object -> readMembers(object);
    };
  }

  private static Value readSet(List<Json> items) {
    Set<Value> members = new HashSet<>();
    items.forEach(item -> members.add(read(item)));
    return new SetValue(members);
  }

  private static Value readMembers(Json.Members object) {
    if (isEscape(object, ENTITY)) {
      return readUid(object);
    }
    if (isEscape(object, EXTENSION)) {
      return readExtension(object.require(EXTENSION).asMembers());
    }
    return readRecord(object);
  }

  private static boolean isEscape(Json.Members object, String name) {
    return object.members().size() == 1 && object.members().containsKey(name);
  }

  /// Reads a record; the names of the escapes are reserved.
  public static RecordValue readRecord(Json json) {
    Map<String, Json> members = json.asMembers().members();
    refuseReserved(members.keySet());
    Map<String, Value> attributes = new HashMap<>();
    members.forEach((name, member) -> attributes.put(name, read(member)));
    return new RecordValue(attributes);
  }

  private static void refuseReserved(Set<String> names) {
    if (names.contains(ENTITY) || names.contains(EXTENSION)) {
      throw new PolicyFormatException("a record uses a reserved name");
    }
  }

  /// Reads `{"type", "id"}`, with or without the `__entity` escape.
  public static EntityUid readUid(Json json) {
    Json.Members object = json.asMembers();
    Json.Members uid = isEscape(object, ENTITY) ? object.require(ENTITY).asMembers() : object;
    if (uid.members().size() != 2) {
      throw new PolicyFormatException("an entity is named by type and id alone");
    }
    return new EntityUid(uid.require("type").asText(), uid.require("id").asText());
  }

  private static Value readExtension(Json.Members call) {
    String function = call.require("fn").asText();
    List<Json> arguments =
        call.find("args").map(Json::asItems).orElseGet(() -> List.of(call.require("arg")));
    Value[] values = arguments.stream().map(ValueJson::read).toArray(Value[]::new);
    try {
      return ExtensionFunction.named(function)
          .orElseThrow(() -> new PolicyFormatException("unknown extension function"))
          .apply(values);
    } catch (EvaluationException fault) {
      throw new PolicyFormatException("malformed value of type " + function, fault);
    }
  }

  /// Writes a value; sets are sorted by their members' canonical form.
  public static Json write(Value value) {
    return switch (value) {
      case BooleanValue.TRUE -> Json.Literal.TRUE;
      case BooleanValue.FALSE -> Json.Literal.FALSE;
      case LongValue(long number) -> new Json.Whole(number);
      case StringValue(String text) -> new Json.Text(text);
      case EntityUid uid -> new Json.Members(Map.of(ENTITY, writeUid(uid)));
      case SetValue(Set<Value> members) -> writeSet(members);
      case RecordValue(Map<String, Value> attributes) -> writeRecord(attributes);
      case DecimalValue decimal -> extension("decimal", decimal.text());
      case IpValue ip -> extension("ip", ip.text());
      case DurationValue duration -> extension("duration", duration.text());
      case DatetimeValue datetime ->
          datetime.text().map(text -> extension("datetime", text)).orElseGet(() -> far(datetime));
    };
  }

  public static Json writeUid(EntityUid uid) {
    return new Json.Members(
        Map.of("type", new Json.Text(uid.type()), "id", new Json.Text(uid.id())));
  }

  private static Json writeSet(Set<Value> members) {
    return new Json.Items(
        members.stream()
            .map(ValueJson::write)
            .sorted(Comparator.comparing(JsonWriter::canonical))
            .toList());
  }

  private static Json writeRecord(Map<String, Value> attributes) {
    refuseReserved(attributes.keySet());
    Map<String, Json> members = new HashMap<>();
    attributes.forEach((name, value) -> members.put(name, write(value)));
    return new Json.Members(members);
  }

  private static Json extension(String function, String argument) {
    Map<String, Json> call = Map.of("fn", new Json.Text(function), "arg", new Json.Text(argument));
    return new Json.Members(Map.of(EXTENSION, new Json.Members(call)));
  }

  /// A datetime whose year has no four digits is the epoch plus an offset.
  private static Json far(DatetimeValue datetime) {
    Json duration = extension("duration", datetime.epochMilliseconds() + "ms");
    Json arguments = new Json.Items(List.of(extension("datetime", "1970-01-01"), duration));
    return new Json.Members(
        Map.of(
            EXTENSION, new Json.Members(Map.of("fn", new Json.Text("offset"), "args", arguments))));
  }
}
