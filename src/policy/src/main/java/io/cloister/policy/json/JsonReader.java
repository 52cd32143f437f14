// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Reads one JSON text (RFC 8259), refusing what two readers could understand differently:
/// duplicate keys, fractions, exponents, numbers beyond 64 bits, lone surrogates, malformed UTF-8.
public final class JsonReader {
  /// A policy set of a few thousand policies, or the entities of a job, stay far below this.
  public static final int MAX_CHARACTERS = 16 << 20;

  /// An expression takes two levels for each nested operator; this leaves two hundred of them and
  /// keeps the recursion of reader, compiler and evaluator well within a default thread's stack.
  public static final int MAX_DEPTH = 400;

  private final String text;
  private int at;
  private int depth;

  private JsonReader(String text) {
    this.text = text;
  }

  /// Reads UTF-8 bytes.
  ///
  /// @throws PolicyFormatException when they are not exactly one JSON value within the limits
  public static Json read(byte[] utf8) {
    if (utf8.length > 3 * MAX_CHARACTERS) {
      throw new PolicyFormatException("JSON text is longer than the limit");
    }
    try {
      var decoder = StandardCharsets.UTF_8.newDecoder();
      return read(decoder.decode(ByteBuffer.wrap(utf8)).toString());
    } catch (CharacterCodingException malformed) {
      throw new PolicyFormatException("JSON text is not UTF-8", malformed);
    }
  }

  /// Reads a string.
  ///
  /// @throws PolicyFormatException when it is not exactly one JSON value within the limits
  public static Json read(String text) {
    if (text.length() > MAX_CHARACTERS) {
      throw new PolicyFormatException("JSON text is longer than the limit");
    }
    JsonReader reader = new JsonReader(text);
    Json value = reader.value();
    reader.skipSpace();
    if (reader.at != text.length()) {
      throw reader.malformed("text after the value");
    }
    return value;
  }

  private Json value() {
    skipSpace();
    return switch (peek()) {
      case '{' -> nested(this::members);
      case '[' -> nested(this::items);
      case '"' -> new Json.Text(string());
      case 't' -> literal("true", Json.Literal.TRUE);
      case 'f' -> literal("false", Json.Literal.FALSE);
      case 'n' -> literal("null", Json.Literal.NULL);
      default -> number();
    };
  }

  private interface Structure {
    Json read();
  }

  private Json nested(Structure structure) {
    if (++depth > MAX_DEPTH) {
      throw malformed("nesting beyond the limit");
    }
    at++;
    Json value = structure.read();
    depth--;
    return value;
  }

  private Json members() {
    Map<String, Json> members = new LinkedHashMap<>();
    if (endsWith('}')) {
      return new Json.Members(members);
    }
    do {
      skipSpace();
      String name = string();
      skipSpace();
      expect(':');
      if (members.put(name, value()) != null) {
        throw malformed("duplicate member");
      }
    } while (continues('}'));
    return new Json.Members(members);
  }

  private Json items() {
    List<Json> items = new ArrayList<>();
    if (endsWith(']')) {
      return new Json.Items(items);
    }
    do {
      items.add(value());
    } while (continues(']'));
    return new Json.Items(items);
  }

  private boolean endsWith(char end) {
    skipSpace();
    if (peek() != end) {
      return false;
    }
    at++;
    return true;
  }

  private boolean continues(char end) {
    skipSpace();
    char next = peek();
    at++;
    if (next == ',') {
      return true;
    }
    if (next != end) {
      throw malformed("expected a comma or the end of the structure");
    }
    return false;
  }

  private Json literal(String word, Json.Literal literal) {
    if (!text.startsWith(word, at)) {
      throw malformed("unknown word");
    }
    at += word.length();
    return literal;
  }

  private Json number() {
    int start = at;
    if (peek() == '-') {
      at++;
    }
    int digits = at;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    boolean leadingZero = at - digits > 1 && text.charAt(digits) == '0';
    if (at == digits || leadingZero) {
      throw malformed("expected a value");
    }
    if (at < text.length() && ".eE".indexOf(text.charAt(at)) >= 0) {
      throw malformed("only whole numbers are allowed");
    }
    try {
      return new Json.Whole(Long.parseLong(text, start, at, 10));
    } catch (NumberFormatException tooLarge) {
      throw new PolicyFormatException("number beyond 64 bits at character " + start, tooLarge);
    }
  }

  private static boolean isDigit(char character) {
    return character >= '0' && character <= '9';
  }

  private String string() {
    expect('"');
    int end = at;
    while (end < text.length() && isPlain(text.charAt(end))) {
      end++;
    }
    if (end < text.length() && text.charAt(end) == '"') {
      String plain = text.substring(at, end);
      at = end + 1;
      return plain;
    }
    return stringWithEscapes();
  }

  private static boolean isPlain(char character) {
    return character >= ' '
        && character != '"'
        && character != '\\'
        && !Character.isSurrogate(character);
  }

  private String stringWithEscapes() {
    StringBuilder out = new StringBuilder();
    while (true) {
      char next = peek();
      at++;
      if (next == '"') {
        break;
      }
      if (next < ' ') {
        throw malformed("control character in a string");
      }
      out.append(next == '\\' ? escape() : next);
    }
    refuseLoneSurrogates(out);
    return out.toString();
  }

  private char escape() {
    char kind = peek();
    at++;
    return switch (kind) {
      case '"', '\\', '/' -> kind;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicodeEscape();
      default -> throw malformed("unknown escape");
    };
  }

  private char unicodeEscape() {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(peek(), 16);
      if (digit < 0 || peek() > 'f') {
        throw malformed("malformed unicode escape");
      }
      code = code << 4 | digit;
      at++;
    }
    return (char) code;
  }

  private void refuseLoneSurrogates(StringBuilder string) {
    boolean lone =
        string
            .codePoints()
            .anyMatch(point -> point <= 0xffff && Character.isSurrogate((char) point));
    if (lone) {
      throw malformed("lone surrogate in a string");
    }
  }

  private void expect(char expected) {
    if (peek() != expected) {
      throw malformed("expected '" + expected + "'");
    }
    at++;
  }

  private char peek() {
    if (at >= text.length()) {
      throw malformed("text ends too early");
    }
    return text.charAt(at);
  }

  private void skipSpace() {
    while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private PolicyFormatException malformed(String what) {
    return new PolicyFormatException(what + " at character " + at);
  }
}
