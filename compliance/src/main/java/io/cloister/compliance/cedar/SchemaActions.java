// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.entity.Entity;
import io.cloister.policy.value.EntityUid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The actions of a schema in Cedar's text form, as entities: which action lies in which group is
/// stated in the schema alone. Everything else in the schema is skipped.
public final class SchemaActions {
  private final Tokens tokens;
  private final Map<EntityUid, List<Reference>> declared = new LinkedHashMap<>();

  /// A group as an action names it, to be resolved when all actions are known.
  private record Reference(String namespace, String type, String id) {}

  private SchemaActions(String text) {
    this.tokens = Tokens.of(text);
  }

  /// @throws io.cloister.policy.json.PolicyFormatException when the text is no schema
  public static List<Entity> parse(String schema) {
    SchemaActions actions = new SchemaActions(schema);
    while (!actions.tokens.atEnd()) {
      actions.namespaceOrDeclaration();
    }
    return actions.entities();
  }

  private void namespaceOrDeclaration() {
    skipAnnotations();
    if (!tokens.takeIf("namespace")) {
      declaration("");
      return;
    }
    String namespace = new ExpressionParser(tokens).path();
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      skipAnnotations();
      declaration(namespace + "::");
    }
  }

  private void skipAnnotations() {
    while (tokens.takeIf("@")) {
      tokens.name();
      if (tokens.takeIf("(")) {
        tokens.string();
        tokens.expect(")");
      }
    }
  }

  private void declaration(String namespace) {
    if (!tokens.takeIf("action")) {
      skipToEnd();
      return;
    }
    List<String> names = new ArrayList<>();
    do {
      names.add(tokens.nameOrString());
    } while (tokens.takeIf(","));
    List<Reference> groups = tokens.takeIf("in") ? groups(namespace) : List.of();
    names.forEach(name -> declared.put(new EntityUid(namespace + "Action", name), groups));
    skipToEnd();
  }

  /// Skips to behind the semicolon that ends a declaration.
  private void skipToEnd() {
    int open = 0;
    while (open > 0 || !tokens.peek().is(";")) {
      Token token = tokens.take();
      if (token.kind() == Token.Kind.END) {
        throw tokens.refuse("a declaration is not closed");
      }
      open += token.is("{") ? 1 : token.is("}") ? -1 : 0;
    }
    tokens.expect(";");
  }

  private List<Reference> groups(String namespace) {
    List<Reference> groups = new ArrayList<>();
    if (!tokens.takeIf("[")) {
      groups.add(reference(namespace));
      return groups;
    }
    while (!tokens.takeIf("]")) {
      groups.add(reference(namespace));
      if (!tokens.peek().is("]")) {
        tokens.expect(",");
      }
    }
    return groups;
  }

  private Reference reference(String namespace) {
    StringBuilder type = new StringBuilder();
    String last = tokens.nameOrString();
    while (tokens.takeIf("::")) {
      type.append(type.isEmpty() ? "" : "::").append(last);
      last = tokens.nameOrString();
    }
    return new Reference(namespace, type.isEmpty() ? "Action" : type.toString(), last);
  }

  private List<Entity> entities() {
    List<Entity> entities = new ArrayList<>();
    declared.forEach((uid, groups) -> {
      Entity entity = Entity.of(uid);
      for (Reference group : groups) {
        entity = entity.in(resolve(group));
      }
      entities.add(entity);
    });
    return entities;
  }

  /// A group without a namespace is first looked for in the action's own.
  private EntityUid resolve(Reference group) {
    EntityUid near = new EntityUid(group.namespace() + group.type(), group.id());
    return declared.containsKey(near) ? near : new EntityUid(group.type(), group.id());
  }
}
