// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.protocol.encoding.MalformedException;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WireRecordsTest {
  static Stream<WireRecords.Sample> all() {
    return WireRecords.all();
  }

  @ParameterizedTest
  @MethodSource("all")
  void readsBackWhatItWrote(WireRecords.Sample sample) throws MalformedException {
    byte[] bytes = sample.value().encode();
    assertThat(sample.decoder().decode(bytes)).isEqualTo(sample.value());
    assertThat(sample.decoder().decode(bytes).hashCode()).isEqualTo(sample.value().hashCode());
  }

  @ParameterizedTest
  @MethodSource("all")
  void refusesEveryCutAndEveryExtension(WireRecords.Sample sample) {
    byte[] bytes = sample.value().encode();
    for (int length = 0; length <= bytes.length + 1; length++) {
      if (length != bytes.length) {
        byte[] wrong = Arrays.copyOf(bytes, length);
        assertThatExceptionOfType(MalformedException.class)
            .isThrownBy(() -> sample.decoder().decode(wrong));
      }
    }
  }

  /// A flipped bit is refused, or gives another value: it never goes unnoticed.
  @ParameterizedTest
  @MethodSource("all")
  void noticesEveryFlippedBit(WireRecords.Sample sample) {
    byte[] bytes = sample.value().encode();
    for (int bit = 0; bit < 8 * bytes.length; bit++) {
      byte[] flipped = bytes.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      try {
        assertThat(sample.decoder().decode(flipped)).isNotEqualTo(sample.value());
      } catch (MalformedException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }
}
