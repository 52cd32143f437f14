// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.PolicyFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// The escapes of Cedar strings, and of the patterns of `like`, which know a star beside them.
final class Escapes {
  private static final int LARGEST_ASCII = 0x7f;

  private final String raw;
  private int at;

  private Escapes(String raw) {
    this.raw = raw;
  }

  static String resolve(String raw) {
    Escapes escapes = new Escapes(raw);
    StringBuilder out = new StringBuilder();
    while (escapes.at < raw.length()) {
      out.appendCodePoint(escapes.next());
    }
    return out.toString();
  }

  /// The JSON form of a pattern: a wildcard for each star, a literal for each other character. A
  /// star by its number is a wildcard too, only `\*` is a literal star.
  static Json pattern(String raw) {
    Escapes escapes = new Escapes(raw);
    List<Json> items = new ArrayList<>();
    while (escapes.at < raw.length()) {
      items.add(escapes.nextOfPattern());
    }
    return new Json.Items(items);
  }

  private static Json literal(int character) {
    return new Json.Members(Map.of("Literal", new Json.Text(Character.toString(character))));
  }

  private Json nextOfPattern() {
    if (raw.startsWith("\\*", at)) {
      at += 2;
      return literal('*');
    }
    int character = next();
    return character == '*' ? new Json.Text("Wildcard") : literal(character);
  }

  private int next() {
    int character = raw.codePointAt(at);
    at += Character.charCount(character);
    if (character == '\r') {
      throw new PolicyFormatException("a carriage return in a Cedar string");
    }
    return character == '\\' ? escaped() : character;
  }

  private int escaped() {
    char kind = raw.charAt(at);
    at++;
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '0' -> 0;
      case '\\', '\'', '"' -> kind;
      case 'x' -> ascii();
      case 'u' -> unicode();
      default -> throw new PolicyFormatException("unknown escape in a Cedar string");
    };
  }

  private int ascii() {
    if (at + 2 > raw.length()) {
      throw new PolicyFormatException("malformed escape in a Cedar string");
    }
    int code = hexadecimal(raw.substring(at, at + 2));
    at += 2;
    if (code > LARGEST_ASCII) {
      throw new PolicyFormatException("an \\x escape is beyond ASCII");
    }
    return code;
  }

  /// The number in braces: one to six digits, with underscores between or behind them.
  private int unicode() {
    int end = raw.indexOf('}', at);
    if (at >= raw.length() || raw.charAt(at) != '{' || end < 0) {
      throw new PolicyFormatException("malformed unicode escape in a Cedar string");
    }
    String written = raw.substring(at + 1, end);
    String digits = written.replace("_", "");
    if (written.startsWith("_") || digits.isEmpty() || digits.length() > 6) {
      throw new PolicyFormatException("malformed unicode escape in a Cedar string");
    }
    at = end + 1;
    int code = hexadecimal(digits);
    boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (surrogate || code > Character.MAX_CODE_POINT) {
      throw new PolicyFormatException("a unicode escape names no character");
    }
    return code;
  }

  private static int hexadecimal(String digits) {
    int code = 0;
    for (int i = 0; i < digits.length(); i++) {
      char character = digits.charAt(i);
      int digit = character > 'f' ? -1 : Character.digit(character, 16);
      if (digit < 0) {
        throw new PolicyFormatException("malformed escape in a Cedar string");
      }
      code = code << 4 | digit;
    }
    return code;
  }
}
