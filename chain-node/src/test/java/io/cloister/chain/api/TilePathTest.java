// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TilePathTest {
  @Test
  void readsTheExamplesOfTheSpecification() {
    assertThat(TilePath.parse("x001/x234/067")).contains(new TilePath(1_234_067, 256));
    assertThat(TilePath.parse("000.p/5")).contains(new TilePath(0, 5));
    assertThat(TilePath.parse("x001/000")).contains(new TilePath(1_000, 256));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "1", "0001", "x000/001", "000.p/0", "000.p/256", "000.p/05", "../000", "x001"})
  void refusesEveryOtherSpelling(String path) {
    assertThat(TilePath.parse(path)).isEqualTo(Optional.empty());
  }
}
