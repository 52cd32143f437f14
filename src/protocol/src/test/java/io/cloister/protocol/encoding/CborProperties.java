// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.encoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CborProperties {
  @Property
  void readsBackEveryNumber(@ForAll long value) throws MalformedException {
    byte[] bytes = new CborWriter().integer(value).toBytes();
    assertThat(CborReader.<Long>whole(bytes, 9, CborReader::integer)).isEqualTo(value);
  }

  @Property
  void readsBackEveryText(@ForAll @Size(max = 300) String text) throws MalformedException {
    String valid =
        text.codePoints()
            .filter(c -> c < 0xd800 || c > 0xdfff)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    byte[] bytes = new CborWriter().text(valid).toBytes();
    assertThat(CborReader.<String>whole(bytes, 5000, in -> in.text(2000))).isEqualTo(valid);
  }

  /// Whatever a reader accepts, a writer would have written: so no value has two encodings.
  @Property(tries = 20_000)
  void acceptsOnlyWhatTheWriterWrites(@ForAll @Size(max = 10) byte[] bytes) {
    try {
      long value = CborReader.whole(bytes, 16, CborReader::integer);
      assertThat(new CborWriter().integer(value).toBytes()).isEqualTo(bytes);
    } catch (MalformedException refused) {
      assertThat(refused.getMessage()).startsWith("expected");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0, 00",
    "23, 17",
    "24, 1818",
    "100, 1864",
    "1000, 1903e8",
    "1000000, 1a000f4240",
    "1000000000000, 1b000000e8d4a51000",
    "-1, 20",
    "-100, 3863",
    "-1000, 3903e7"
  })
  void writesTheVectorsOfTheStandard(long value, String hex) {
    // RFC 8949, appendix A.
    assertThat(new CborWriter().integer(value).toBytes()).isEqualTo(HexFormat.of().parseHex(hex));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1817",
        "190017",
        "1a00000018",
        "1b0000000000000018", // longer heads than needed
        "1bffffffffffffffff",
        "3bffffffffffffffff", // beyond 63 bits
        "5f",
        "9f",
        "bf",
        "1c",
        "1f", // indefinite and reserved
        "18",
        "19",
        "",
        "0000",
        "f4",
        "40",
        "60",
        "f93c00" // cut short, too long, other types
      })
  void refusesEveryOtherWholeNumber(String hex) {
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CborReader.whole(HexFormat.of().parseHex(hex), 16, CborReader::integer));
  }

  @Test
  void refusesAnnouncedLengthsThatAreNotThere() {
    for (String head : new String[] {"5a7fffffff", "7a7fffffff", "9a7fffffff", "ba7fffffff"}) {
      CborReader in = new CborReader(HexFormat.of().parseHex(head));
      assertThatExceptionOfType(MalformedException.class)
          .isThrownBy(() -> {
            if (head.startsWith("5")) {
              in.bytes(Integer.MAX_VALUE);
            } else if (head.startsWith("7")) {
              in.text(Integer.MAX_VALUE);
            } else if (head.startsWith("9")) {
              in.list(Integer.MAX_VALUE, CborReader::integer);
            } else {
              in.map();
            }
          });
    }
  }

  @Test
  void refusesInvalidText() {
    byte[] bytes = HexFormat.of().parseHex("62c328");
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CborReader.whole(bytes, 10, in -> in.text(10)));
  }

  @Property
  void refusesCutBytes(@ForAll @Size(min = 1, max = 70) byte[] value, @ForAll int cut) {
    byte[] bytes = new CborWriter().bytes(value).toBytes();
    byte[] shorter = Arrays.copyOf(bytes, Math.floorMod(cut, bytes.length));
    assertThatExceptionOfType(MalformedException.class)
        .isThrownBy(() -> CborReader.whole(shorter, 100, in -> in.bytes(100)));
  }
}
