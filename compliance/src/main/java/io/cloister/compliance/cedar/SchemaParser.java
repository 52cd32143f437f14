// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.value.EntityUid;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// Parses a schema in Cedar's text form (Cedar reference, "Human-readable schema grammar"), as far
/// as reading entities and requests depends on it: what may apply to what is for validation.
final class SchemaParser {
  /// How deep types may nest.
  private static final int MAX_DEPTH = 100;

  private final Tokens tokens;
  private final Map<EntityUid, Schema.Action> actions = new LinkedHashMap<>();
  private final Map<String, Schema.EntityType> entities = new LinkedHashMap<>();
  private final Map<String, SchemaType> common = new LinkedHashMap<>();
  private String namespace = "";
  private int depth;

  private SchemaParser(String text) {
    this.tokens = Tokens.of(text);
  }

  static Schema parse(String text) {
    SchemaParser parser = new SchemaParser(text);
    while (!parser.tokens.atEnd()) {
      parser.namespaceOrDeclaration();
    }
    return new Schema(parser.actions, parser.entities, parser.common);
  }

  private void namespaceOrDeclaration() {
    skipAnnotations();
    if (!tokens.takeIf("namespace")) {
      declaration();
      return;
    }
    namespace = path() + "::";
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      skipAnnotations();
      declaration();
    }
    namespace = "";
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

  private void declaration() {
    String kind = tokens.name();
    switch (kind) {
      case "entity" -> entity();
      case "action" -> action();
      case "type" -> commonType();
      default -> throw tokens.refuse("expected a declaration");
    }
    tokens.expect(";");
  }

  private void commonType() {
    String name = tokens.name();
    tokens.expect("=");
    common.put(namespace + name, type());
  }

  private void entity() {
    List<String> names = list(tokens::name);
    SchemaType attributes = SchemaType.EMPTY;
    SchemaType tags = SchemaType.EMPTY;
    if (tokens.takeIf("enum")) {
      bracketed(tokens::string);
    } else {
      if (tokens.takeIf("in")) {
        oneOrMore(this::path);
      }
      if (tokens.takeIf("=") || tokens.peek().is("{")) {
        attributes = type();
      }
      if (tokens.takeIf("tags")) {
        tags = type();
      }
    }
    Schema.EntityType declared = new Schema.EntityType(attributes, tags);
    names.forEach(name -> entities.put(namespace + name, declared));
  }

  private void action() {
    List<String> names = list(tokens::nameOrString);
    List<Schema.Group> groups = tokens.takeIf("in") ? oneOrMore(this::group) : List.of();
    SchemaType context = tokens.takeIf("appliesTo") ? context() : SchemaType.EMPTY;
    if (tokens.takeIf("attributes")) {
      type();
    }
    Schema.Action declared = new Schema.Action(groups, context);
    names.forEach(name -> actions.put(new EntityUid(namespace + "Action", name), declared));
  }

  private Schema.Group group() {
    StringBuilder type = new StringBuilder();
    String last = tokens.nameOrString();
    while (tokens.takeIf("::")) {
      type.append(type.isEmpty() ? "" : "::").append(last);
      last = tokens.nameOrString();
    }
    return new Schema.Group(namespace, type.isEmpty() ? "Action" : type.toString(), last);
  }

  private SchemaType context() {
    SchemaType context = SchemaType.EMPTY;
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      String part = tokens.name();
      tokens.expect(":");
      if (part.equals("context")) {
        context = type();
      } else {
        oneOrMore(this::path);
      }
      separate("}");
    }
    return context;
  }

  private SchemaType type() {
    if (++depth > MAX_DEPTH) {
      throw tokens.refuse("nesting beyond the limit");
    }
    SchemaType type = tokens.peek().is("{") ? record() : named();
    depth--;
    return type;
  }

  private SchemaType named() {
    String name = path();
    if (!name.equals("Set") || !tokens.takeIf("<")) {
      return new SchemaType.Named(namespace, name);
    }
    SchemaType member = type();
    tokens.expect(">");
    return new SchemaType.SetOf(member);
  }

  private SchemaType record() {
    Map<String, SchemaType> attributes = new LinkedHashMap<>();
    tokens.expect("{");
    while (!tokens.takeIf("}")) {
      skipAnnotations();
      String name = tokens.nameOrString();
      tokens.takeIf("?");
      tokens.expect(":");
      attributes.put(name, type());
      separate("}");
    }
    return new SchemaType.RecordOf(attributes);
  }

  private String path() {
    StringBuilder path = new StringBuilder(tokens.name());
    while (tokens.takeIf("::")) {
      path.append("::").append(tokens.name());
    }
    return path.toString();
  }

  private <T> List<T> list(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    do {
      items.add(item.get());
    } while (tokens.takeIf(","));
    return items;
  }

  private <T> List<T> oneOrMore(Supplier<T> item) {
    return tokens.peek().is("[") ? bracketed(item) : List.of(item.get());
  }

  private <T> List<T> bracketed(Supplier<T> item) {
    List<T> items = new ArrayList<>();
    tokens.expect("[");
    while (!tokens.takeIf("]")) {
      items.add(item.get());
      separate("]");
    }
    return items;
  }

  private void separate(String end) {
    if (!tokens.peek().is(end)) {
      tokens.expect(",");
    }
  }
}
