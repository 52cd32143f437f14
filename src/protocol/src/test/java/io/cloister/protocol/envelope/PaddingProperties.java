// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class PaddingProperties {
  @Property
  void classesAreFewAndCheap(
      @ForAll @IntRange(max = SealedEnvelope.MAX_PLAINTEXT_LENGTH) int length) {
    int size = Padding.classOf(length);
    assertThat(size).isGreaterThanOrEqualTo(Math.max(256, length + 4));
    assertThat(size).isLessThanOrEqualTo(Math.max(256, (int) ((length + 4) * 1.12)));
    assertThat(Padding.classOf(size - 4)).isEqualTo(size);
  }

  @Property(tries = 200)
  void unpadsOnlyWhatItPadded(@ForAll byte[] message, @ForAll int where) {
    byte[] padded = Padding.pad(message);
    assertThat(Padding.unpad(padded))
        .hasValueSatisfying(opened -> assertThat(opened).isEqualTo(message));
    int end = 4 + message.length;
    if (end < padded.length) {
      padded[end + Math.floorMod(where, padded.length - end)] = 1;
      assertThat(Padding.unpad(padded)).isEmpty();
    }
  }

  @Property(tries = 200)
  void takesAnyBytes(@ForAll byte[] padded) {
    Padding.unpad(padded).ifPresent(message -> assertThat(Padding.pad(message)).isEqualTo(padded));
  }
}
