// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.entity;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.ValueJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Entities and requests to and from Cedar's JSON form. What is written is canonical: equal
/// entities and equal requests give equal bytes.
public final class EntityJson {
  private static final Set<String> ENTITY_MEMBERS = Set.of("uid", "attrs", "parents", "tags");
  private static final Set<String> REQUEST_MEMBERS =
      Set.of("principal", "action", "resource", "context");

  private EntityJson() {}

  /// Reads an array of entities.
  ///
  /// @throws PolicyFormatException when the bytes are not Cedar entities
  public static Entities readEntities(byte[] utf8) {
    return readEntities(JsonReader.read(utf8));
  }

  /// Reads an array of entities.
  ///
  /// @throws PolicyFormatException when the JSON is something else
  public static Entities readEntities(Json json) {
    List<Entity> entities = new ArrayList<>();
    for (Json item : json.asItems()) {
      entities.add(readEntity(item.asMembers()));
    }
    return Entities.of(entities);
  }

  private static Entity readEntity(Json.Members json) {
    refuseOthers(json, ENTITY_MEMBERS);
    Set<EntityUid> parents = new HashSet<>();
    for (Json parent : json.require("parents").asItems()) {
      parents.add(ValueJson.readUid(parent));
    }
    return new Entity(
        ValueJson.readUid(json.require("uid")),
        ValueJson.readRecord(json.require("attrs")),
        json.find("tags").map(ValueJson::readRecord).orElse(RecordValue.EMPTY),
        parents);
  }

  /// Reads `{"principal", "action", "resource", "context"}`; an absent context is empty.
  ///
  /// @throws PolicyFormatException when the bytes are not a request
  public static Request readRequest(byte[] utf8) {
    Json.Members json = JsonReader.read(utf8).asMembers();
    refuseOthers(json, REQUEST_MEMBERS);
    return new Request(
        ValueJson.readUid(json.require("principal")),
        ValueJson.readUid(json.require("action")),
        ValueJson.readUid(json.require("resource")),
        json.find("context").map(ValueJson::readRecord).orElse(RecordValue.EMPTY));
  }

  private static void refuseOthers(Json.Members json, Set<String> known) {
    if (!known.containsAll(json.members().keySet())) {
      throw new PolicyFormatException("unknown member beside " + known);
    }
  }

  public static byte[] writeEntities(Entities entities) {
    List<Json> items = entities.all().stream().map(EntityJson::writeEntity).toList();
    return JsonWriter.canonicalBytes(new Json.Items(items));
  }

  private static Json writeEntity(Entity entity) {
    Map<String, Json> members = new HashMap<>();
    members.put("uid", ValueJson.writeUid(entity.uid()));
    members.put("attrs", ValueJson.write(entity.attributes()));
    members.put(
        "parents", new Json.Items(entity.parents().stream().map(ValueJson::writeUid).toList()));
    if (!entity.tags().attributes().isEmpty()) {
      members.put("tags", ValueJson.write(entity.tags()));
    }
    return new Json.Members(members);
  }

  public static byte[] writeRequest(Request request) {
    return JsonWriter.canonicalBytes(
        new Json.Members(
            Map.of(
                "principal", ValueJson.writeUid(request.principal()),
                "action", ValueJson.writeUid(request.action()),
                "resource", ValueJson.writeUid(request.resource()),
                "context", ValueJson.write(request.context()))));
  }
}
