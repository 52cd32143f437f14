// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

class JsonReaderFuzzer {
  @FuzzTest(maxDuration = "5s")
  void readsOrRefusesAndWritesWhatItRead(byte[] bytes) {
    Json read;
    try {
      read = JsonReader.read(bytes);
    } catch (PolicyFormatException refused) {
      return;
    }
    assertThat(JsonReader.read(JsonWriter.canonicalBytes(read))).isEqualTo(read);
  }
}
