// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.ValueJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a schema says that no other file does: which action lies in which group, and the types by
/// which entities and requests may leave their escapes out (`"10.0.0.1"` where an address is
/// expected, `{"type", "id"}` where an entity is).
///
/// It does not check anything: validation is Cedar's own, at publication.
public final class Schema {
  private static final Map<String, String> EXTENSIONS =
      Map.of("ipaddr", "ip", "decimal", "decimal", "datetime", "datetime", "duration", "duration");
  private static final String BUILT_IN = "__cedar::";
  private static final String ENTITY = "__entity";
  private static final String EXTENSION = "__extn";

  private final Map<EntityUid, Action> actions;
  private final Map<String, EntityType> entityTypes;
  private final Map<String, SchemaType> commonTypes;

  record Action(List<Group> groups, SchemaType context) {}

  /// A group as an action names it.
  record Group(String namespace, String type, String id) {}

  record EntityType(SchemaType attributes, SchemaType tags) {}

  Schema(
      Map<EntityUid, Action> actions,
      Map<String, EntityType> entityTypes,
      Map<String, SchemaType> commonTypes) {
    this.actions = actions;
    this.entityTypes = entityTypes;
    this.commonTypes = commonTypes;
  }

  /// Parses Cedar's text form.
  ///
  /// @throws PolicyFormatException when the text is no schema
  public static Schema parse(String text) {
    return SchemaParser.parse(text);
  }

  /// The actions, as entities in their groups.
  public List<Entity> actions() {
    List<Entity> entities = new ArrayList<>();
    actions.forEach((uid, action) -> {
      Entity entity = Entity.of(uid);
      for (Group group : action.groups) {
        entity = entity.in(resolve(group));
      }
      entities.add(entity);
    });
    return entities;
  }

  /// A group without a namespace is first looked for in the action's own.
  private EntityUid resolve(Group group) {
    EntityUid near = new EntityUid(group.namespace + group.type, group.id);
    return actions.containsKey(near) ? near : new EntityUid(group.type, group.id);
  }

  /// Reads entities, and adds the actions that are not among them.
  ///
  /// @throws PolicyFormatException when the JSON is no array of entities
  public Entities entities(Json json) {
    List<Json> items = json.asItems().stream().map(this::explicitEntity).toList();
    Entities entities = EntityJson.readEntities(new Json.Items(items));
    return entities.and(
        actions().stream().filter(action -> entities.find(action.uid()) == null).toList());
  }

  /// Reads a request of which only the context is still JSON.
  ///
  /// @throws PolicyFormatException when the context is no record
  public Request request(EntityUid principal, EntityUid action, EntityUid resource, Json context) {
    Action declared = actions.get(action);
    Json spelled = declared == null ? context : explicit(context, declared.context);
    return new Request(principal, action, resource, ValueJson.readRecord(spelled));
  }

  private Json explicitEntity(Json json) {
    Json.Members entity = json.asMembers();
    EntityType type = entityTypes.get(ValueJson.readUid(entity.require("uid")).type());
    if (type == null) {
      return entity;
    }
    return map(
        entity,
        (name, value) ->
            switch (name) {
              case "attrs" -> explicit(value, type.attributes);
              case "tags" -> map(value.asMembers(), (tag, each) -> explicit(each, type.tags));
              default -> value;
            });
  }

  private Json explicit(Json value, SchemaType type) {
    return switch (type) {
      case SchemaType.SetOf(SchemaType member) when value instanceof Json.Items(var items) ->
          new Json.Items(items.stream().map(each -> explicit(each, member)).toList());
      case SchemaType.RecordOf(var attributes) when value instanceof Json.Members members ->
          map(
              members,
              (name, each) -> {
                SchemaType expected = attributes.get(name);
                return expected == null ? each : explicit(each, expected);
              });
      case SchemaType.Named name -> explicitNamed(value, name);
      default -> value;
    };
  }

  private Json explicitNamed(Json value, SchemaType.Named type) {
    for (String name : candidates(type)) {
      if (commonTypes.containsKey(name)) {
        return explicit(value, commonType(name));
      }
      if (entityTypes.containsKey(name)) {
        return escaped(value, ENTITY, Set.of("type", "id"));
      }
    }
    String builtIn =
        type.name().startsWith(BUILT_IN) ? type.name().substring(BUILT_IN.length()) : type.name();
    String function = EXTENSIONS.get(builtIn);
    if (function == null) {
      return value;
    }
    if (value instanceof Json.Text text) {
      Json call = Est.members("fn", new Json.Text(function), "arg", text);
      return Est.node(EXTENSION, call);
    }
    return escaped(value, EXTENSION, Set.of("fn", "arg"));
  }

  /// A name is first looked for in the namespace where it is written.
  private static List<String> candidates(SchemaType.Named type) {
    return List.of(type.namespace() + type.name(), type.name());
  }

  private SchemaType commonType(String name) {
    SchemaType type = commonTypes.getOrDefault(name, SchemaType.EMPTY);
    int steps = 0;
    while (type instanceof SchemaType.Named named) {
      SchemaType next =
          candidates(named).stream()
              .filter(commonTypes::containsKey)
              .findFirst()
              .map(commonTypes::get)
              .orElse(null);
      if (next == null) {
        return type;
      }
      if (++steps > commonTypes.size()) {
        throw new PolicyFormatException("a type of the schema is defined by itself");
      }
      type = next;
    }
    return type;
  }

  private static Json escaped(Json value, String escape, Set<String> form) {
    boolean bare = value instanceof Json.Members(var members) && members.keySet().equals(form);
    return bare ? Est.node(escape, value) : value;
  }

  private static Json map(Json.Members json, Change change) {
    Map<String, Json> members = new LinkedHashMap<>();
    json.members().forEach((name, value) -> members.put(name, change.apply(name, value)));
    return new Json.Members(members);
  }

  private interface Change {
    Json apply(String name, Json value);
  }
}
