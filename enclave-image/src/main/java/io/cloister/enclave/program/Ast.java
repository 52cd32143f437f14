// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/// A statement's syntax tree as DuckDB serialises it to JSON. Immutable.
sealed interface Ast {
  /// An object of the tree.
  record Members(Map<String, Ast> members) implements Ast {
    /// The member, or null where it is absent or JSON's null.
    Ast get(String name) {
      return members.getOrDefault(name, Atom.NULL);
    }

    /// The text of a member; empty if it is absent or no text.
    String text(String name) {
      return get(name) instanceof Text(String value) ? value : "";
    }

    /// The elements of a member; empty if it is absent or no array.
    List<Ast> items(String name) {
      return get(name) instanceof Items(List<Ast> elements) ? elements : List.of();
    }

    boolean has(String name) {
      return get(name) != Atom.NULL;
    }

    Members with(String name, Ast value) {
      Map<String, Ast> changed = new LinkedHashMap<>(members);
      changed.put(name, value);
      return new Members(changed);
    }
  }

  /// An array of the tree.
  record Items(List<Ast> elements) implements Ast {}

  /// A string.
  record Text(String value) implements Ast {}

  /// A number, kept as it was written.
  record Digits(String written) implements Ast {}

  /// JSON's words.
  enum Atom implements Ast {
    TRUE,
    FALSE,
    NULL
  }

  /// Visits every object, parents before children.
  default void visit(Consumer<Members> visitor) {
    switch (this) {
      case Members object -> {
        visitor.accept(object);
        object.members().values().forEach(member -> member.visit(visitor));
      }
      case Items(List<Ast> elements) -> elements.forEach(element -> element.visit(visitor));
      case Text _, Digits _, Atom _ -> {}
    }
  }

  /// Rebuilds the tree with each object equal to one replaced.
  default Ast replace(Members target, Members replacement) {
    return switch (this) {
      case Members object when object.equals(target) -> replacement;
      case Members(Map<String, Ast> members) -> {
        Map<String, Ast> changed = new LinkedHashMap<>();
        members.forEach((name, member) -> changed.put(name, member.replace(target, replacement)));
        yield new Members(changed);
      }
      case Items(List<Ast> elements) ->
          new Items(elements.stream().map(e -> e.replace(target, replacement)).toList());
      case Text _, Digits _, Atom _ -> this;
    };
  }

  /// Rebuilds the tree with every object replaced, children before parents.
  default Ast rewrite(UnaryOperator<Members> change) {
    return switch (this) {
      case Members(Map<String, Ast> members) -> {
        Map<String, Ast> changed = new LinkedHashMap<>();
        members.forEach((name, member) -> changed.put(name, member.rewrite(change)));
        yield change.apply(new Members(changed));
      }
      case Items(List<Ast> elements) -> {
        List<Ast> changed = new ArrayList<>(elements.size());
        elements.forEach(element -> changed.add(element.rewrite(change)));
        yield new Items(changed);
      }
      case Text _, Digits _, Atom _ -> this;
    };
  }
}
