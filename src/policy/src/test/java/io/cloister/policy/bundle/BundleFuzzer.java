// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.protocol.encoding.MalformedException;

class BundleFuzzer {
  @FuzzTest(maxDuration = "5s")
  void decodesOrRefusesBundles(byte[] bytes) {
    try {
      assertThat(PolicyBundle.decode(bytes).encode()).isEqualTo(bytes);
    } catch (MalformedException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }

  @FuzzTest(maxDuration = "5s")
  void decodesOrRefusesRecords(byte[] bytes) {
    try {
      assertThat(DecisionRecord.decode(bytes).encode()).isEqualTo(bytes);
    } catch (MalformedException refused) {
      assertThat(refused).hasMessageNotContaining("\n");
    }
  }
}
