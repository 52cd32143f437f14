// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.List;

class WireRecordsFuzzer {
  private static final List<WireRecords.Sample> SAMPLES = WireRecords.all().toList();

  /// Any bytes are refused, or are the only encoding of what they decode to.
  @FuzzTest
  void decodesOnlyWhatItWouldWrite(byte[] bytes) {
    for (WireRecords.Sample sample : SAMPLES) {
      try {
        assertThat(sample.decoder().decode(bytes).encode()).isEqualTo(bytes);
      } catch (MalformedException refused) {
        assertThat(refused).hasMessageNotContaining("null");
      }
    }
  }
}
