// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonReaderTest {
  @Test
  void readsMembersByTheirTypes() throws MalformedException {
    JsonObject object =
        read(
            """
            {"a": {"n": 255}, "t": "2026-01-31T12:00:00Z", "x": ["p", "q"], "h": "0aFF"}
            """);

    assertThat(object.object("a").integer("n", 0, 255)).isEqualTo(255);
    assertThat(object.instant("t")).isEqualTo(Instant.parse("2026-01-31T12:00:00Z"));
    assertThat(object.texts("x", 2, text -> text)).containsExactly("p", "q");
    assertThat(object.octets("h", 2).hex()).isEqualTo("0aff");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{\"a\":1,\"a\":2}",
        "{\"a\":1}{}",
        "{\"a\":1.0}",
        "{\"a\":1e3}",
        "{\"a\":01}",
        "{\"a\":9223372036854775808}",
        "{\"a\":'b'}",
        "{\"a\":NaN}",
        "{\"a\":1,}",
        "/**/{\"a\":1}",
        "{\"a\":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}",
      })
  void refusesWhatTwoReadersCouldReadDifferently(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(MalformedException.class);
  }

  @Test
  void refusesInvalidUtf8() {
    byte[] overlong = {'{', '"', (byte) 0xc0, (byte) 0x80, '"', ':', '1', '}'};

    assertThatThrownBy(() -> JsonReader.object(overlong, 100))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void refusesNumbersOutOfBoundsAndWrongTypes() throws MalformedException {
    JsonObject object = read("{\"n\":256,\"m\":-1,\"t\":\"x\"}");

    assertThatThrownBy(() -> object.integer("n", 0, 255)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> object.integer("m", 0, 255)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> object.integer("t", 0, 255)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> object.text("n")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> object.instant("t")).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> object.octets("t", 1)).isInstanceOf(MalformedException.class);
    assertThatThrownBy(() -> object.text("absent")).isInstanceOf(MalformedException.class);
  }

  private static JsonObject read(String text) throws MalformedException {
    return JsonReader.object(text.getBytes(StandardCharsets.UTF_8), 1000);
  }
}
