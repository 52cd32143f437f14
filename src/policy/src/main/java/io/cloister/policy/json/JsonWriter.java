// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.json;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes JSON canonically: no spaces, members sorted by name (UTF-16 order, as RFC 8785 asks), and
/// only the escapes that RFC 8785 prescribes. Equal values give equal bytes, so a digest names a
/// value.
public final class JsonWriter {
  private static final String HEX = "0123456789abcdef";

  private final StringBuilder out = new StringBuilder();

  private JsonWriter() {}

  public static byte[] canonicalBytes(Json value) {
    return canonical(value).getBytes(StandardCharsets.UTF_8);
  }

  public static String canonical(Json value) {
    JsonWriter writer = new JsonWriter();
    writer.write(value);
    return writer.out.toString();
  }

  private void write(Json value) {
    switch (value) {
      case Json.Members(Map<String, Json> members) -> writeMembers(members);
      case Json.Items(List<Json> items) -> writeItems(items);
      case Json.Text(String text) -> writeText(text);
      case Json.Whole(long number) -> out.append(number);
      case Json.Literal.TRUE -> out.append("true");
      case Json.Literal.FALSE -> out.append("false");
      case Json.Literal.NULL -> out.append("null");
    }
  }

  private void writeMembers(Map<String, Json> members) {
    char separator = '{';
    for (Map.Entry<String, Json> member : new TreeMap<>(members).entrySet()) {
      out.append(separator);
      writeText(member.getKey());
      out.append(':');
      write(member.getValue());
      separator = ',';
    }
    out.append(members.isEmpty() ? "{}" : "}");
  }

  private void writeItems(List<Json> items) {
    char separator = '[';
    for (Json item : items) {
      out.append(separator);
      write(item);
      separator = ',';
    }
    out.append(items.isEmpty() ? "[]" : "]");
  }

  private void writeText(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      writeCharacter(text.charAt(i));
    }
    out.append('"');
  }

  private void writeCharacter(char character) {
    switch (character) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\f' -> out.append("\\f");
      case '\n' -> out.append("\\n");
      case '\r' -> out.append("\\r");
      case '\t' -> out.append("\\t");
      default -> {
        if (character < ' ') {
          out.append("\\u00").append(HEX.charAt(character >> 4)).append(HEX.charAt(character & 15));
        } else {
          out.append(character);
        }
      }
    }
  }
}
