// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.code_intelligence.jazzer.junit.FuzzTest;

/// No bytes but those that the key's holder sealed are opened, and none do worse than be refused.
class SealedStreamFuzzer {
  @FuzzTest(maxDuration = "30s")
  void refusesForgedStreams(byte[] input) {
    assertThatThrownBy(() -> SealedStreams.open(input)).isInstanceOf(StreamRefusedException.class);
  }
}
