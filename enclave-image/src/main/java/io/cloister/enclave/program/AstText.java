// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads and writes the JSON of a syntax tree (RFC 8259).
///
/// DuckDB writes unsigned 64-bit positions, which the project's other JSON readers rightly refuse,
/// so numbers stay as written. Positions are dropped: nothing may depend on them.
final class AstText {
  /// The parser's own limit on expressions is lower; this keeps the recursion within the stack.
  private static final int MAX_DEPTH = 1_000;

  private final String text;
  private int at;
  private int depth;

  private AstText(String text) {
    this.text = text;
  }

  /// Reads DuckDB's answer.
  ///
  /// @throws EngineRefusal if the tree is deeper than the limit
  static Ast read(String json) throws EngineRefusal {
    AstText reader = new AstText(json);
    Ast tree = reader.value();
    if (reader.at != json.length()) {
      throw new IllegalStateException("text after the syntax tree");
    }
    return tree;
  }

  static String write(Ast tree) {
    StringBuilder out = new StringBuilder();
    write(tree, out);
    return out.toString();
  }

  private Ast value() throws EngineRefusal {
    if (++depth > MAX_DEPTH) {
      throw EngineRefusal.forbidden("nested too deep");
    }
    char first = text.charAt(at);
    Ast value =
        switch (first) {
          case '{' -> members();
          case '[' -> items();
          case '"' -> new Ast.Text(string());
          case 't' -> word("true", Ast.Atom.TRUE);
          case 'f' -> word("false", Ast.Atom.FALSE);
          case 'n' -> word("null", Ast.Atom.NULL);
          default -> digits();
        };
    depth--;
    return value;
  }

  private Ast members() throws EngineRefusal {
    Map<String, Ast> members = new LinkedHashMap<>();
    at++;
    while (text.charAt(at) != '}') {
      String name = string();
      expect(':');
      Ast value = value();
      if (!name.startsWith("query_location")) {
        members.put(name, value);
      }
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    return new Ast.Members(members);
  }

  private Ast items() throws EngineRefusal {
    List<Ast> items = new ArrayList<>();
    at++;
    while (text.charAt(at) != ']') {
      items.add(value());
      if (text.charAt(at) == ',') {
        at++;
      }
    }
    at++;
    return new Ast.Items(items);
  }

  private Ast word(String word, Ast.Atom atom) {
    if (!text.startsWith(word, at)) {
      throw new IllegalStateException("unknown word in the syntax tree");
    }
    at += word.length();
    return atom;
  }

  private Ast digits() {
    int start = at;
    while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    if (at == start) {
      throw new IllegalStateException("unexpected character in the syntax tree");
    }
    return new Ast.Digits(text.substring(start, at));
  }

  private String string() {
    expect('"');
    StringBuilder out = new StringBuilder();
    while (text.charAt(at) != '"') {
      char next = text.charAt(at++);
      out.append(next == '\\' ? escape() : next);
    }
    at++;
    return out.toString();
  }

  private char escape() {
    char kind = text.charAt(at++);
    return switch (kind) {
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> {
        at += 4;
        yield (char) Integer.parseInt(text, at - 4, at, 16);
      }
      default -> kind;
    };
  }

  private void expect(char expected) {
    if (text.charAt(at++) != expected) {
      throw new IllegalStateException("unexpected character in the syntax tree");
    }
  }

  private static void write(Ast tree, StringBuilder out) {
    switch (tree) {
      case Ast.Members(Map<String, Ast> members) -> {
        out.append('{');
        members.forEach((name, member) -> {
          separate(out, '{');
          quote(name, out);
          out.append(':');
          write(member, out);
        });
        out.append('}');
      }
      case Ast.Items(List<Ast> elements) -> {
        out.append('[');
        for (Ast element : elements) {
          separate(out, '[');
          write(element, out);
        }
        out.append(']');
      }
      case Ast.Text(String value) -> quote(value, out);
      case Ast.Digits(String written) -> out.append(written);
      case Ast.Atom.TRUE -> out.append("true");
      case Ast.Atom.FALSE -> out.append("false");
      case Ast.Atom.NULL -> out.append("null");
    }
  }

  private static void separate(StringBuilder out, char open) {
    if (out.charAt(out.length() - 1) != open) {
      out.append(',');
    }
  }

  private static void quote(String value, StringBuilder out) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == '"' || next == '\\') {
        out.append('\\').append(next);
      } else if (next < ' ') {
        out.append("\\u00").append(Character.forDigit(next >> 4, 16));
        out.append(Character.forDigit(next & 15, 16));
      } else {
        out.append(next);
      }
    }
    out.append('"');
  }
}
