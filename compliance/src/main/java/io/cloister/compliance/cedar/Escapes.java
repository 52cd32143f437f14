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

  /// The JSON form of a pattern: a wildcard for each star, a literal for each other character.
  static Json pattern(String raw) {
    Escapes escapes = new Escapes(raw);
    List<Json> items = new ArrayList<>();
    while (escapes.at < raw.length()) {
      if (raw.charAt(escapes.at) == '*') {
        escapes.at++;
        items.add(new Json.Text("Wildcard"));
      } else {
        items.add(literal(escapes.nextOfPattern()));
      }
    }
    return new Json.Items(items);
  }

  private static Json literal(int character) {
    return new Json.Members(Map.of("Literal", new Json.Text(Character.toString(character))));
  }

  private int nextOfPattern() {
    if (raw.startsWith("\\*", at)) {
      at += 2;
      return '*';
    }
    return next();
  }

  private int next() {
    int character = raw.codePointAt(at);
    at += Character.charCount(character);
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
    int code = hexadecimal(at + 2);
    if (code > LARGEST_ASCII) {
      throw new PolicyFormatException("an \\x escape is beyond ASCII");
    }
    return code;
  }

  private int unicode() {
    int end = raw.indexOf('}', at);
    if (at >= raw.length() || raw.charAt(at) != '{' || end < at + 2 || end > at + 7) {
      throw new PolicyFormatException("malformed unicode escape in a Cedar string");
    }
    at++;
    int code = hexadecimal(end);
    at++;
    boolean surrogate = code >= Character.MIN_SURROGATE && code <= Character.MAX_SURROGATE;
    if (surrogate || code > Character.MAX_CODE_POINT) {
      throw new PolicyFormatException("a unicode escape names no character");
    }
    return code;
  }

  private int hexadecimal(int end) {
    int code = 0;
    while (at < end) {
      int digit = at < raw.length() ? Character.digit(raw.charAt(at), 16) : -1;
      if (digit < 0 || raw.charAt(at) > 'f') {
        throw new PolicyFormatException("malformed escape in a Cedar string");
      }
      code = code << 4 | digit;
      at++;
    }
    return code;
  }
}
