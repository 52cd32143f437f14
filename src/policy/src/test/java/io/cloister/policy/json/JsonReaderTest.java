// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        " { \"b\" : [ 1 , -2, 0 ] , \"a\" : { } } | {\"a\":{},\"b\":[1,-2,0]}",
        "[true,false,null,\"\"] | [true,false,null,\"\"]",
        "\"\\u0041\\ud83d\\ude00\\n\\u001f\\/\\\"\" | \"A😀\\n\\u001f/\\\"\"",
        "9223372036854775807 | 9223372036854775807",
        "-9223372036854775808 | -9223372036854775808",
      })
  void writesCanonicallyWhatItRead(String text, String canonical) {
    assertThat(JsonWriter.canonical(JsonReader.read(text))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1,]",
        "[1 2]",
        "{\"a\":1,}",
        "{\"a\":1,\"a\":1}",
        "{a:1}",
        "1.0",
        "1e2",
        "01",
        "-",
        "+1",
        "9223372036854775808",
        "tru",
        "nul",
        "\"",
        "\"\\x41\"",
        "\"\\u00g0\"",
        "\"\\u00\"",
        "\"\\ud800\"",
        "\"\\ude00\\ud83d\"",
        "\"\n\"",
        "1 1",
        "'a'",
      })
  void refusesWhatIsNotStrictJson(String text) {
    assertThatThrownBy(() -> JsonReader.read(text)).isInstanceOf(PolicyFormatException.class);
  }

  @Test
  void refusesMalformedUtf8() {
    byte[] overlong = {'"', (byte) 0xc0, (byte) 0x80, '"'};

    assertThatThrownBy(() -> JsonReader.read(overlong)).isInstanceOf(PolicyFormatException.class);
  }

  @Test
  void refusesNestingBeyondTheLimit() {
    String deepest = nested(JsonReader.MAX_DEPTH);

    assertThat(JsonWriter.canonical(JsonReader.read(deepest))).isEqualTo(deepest);
    assertThatThrownBy(() -> JsonReader.read(nested(JsonReader.MAX_DEPTH + 1)))
        .hasMessageContaining("nesting");
  }

  private static String nested(int levels) {
    return "[".repeat(levels) + "]".repeat(levels);
  }

  @Test
  void readsBytesAsItReadsText() {
    String text = "{\"é\":\"😀\"}";

    assertThat(JsonReader.read(text.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(JsonReader.read(text));
  }
}
