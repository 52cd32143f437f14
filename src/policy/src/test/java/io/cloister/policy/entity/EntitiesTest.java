// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.entity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.LongValue;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntitiesTest {
  private static final EntityUid A = new EntityUid("T", "a");
  private static final EntityUid B = new EntityUid("T", "b");
  private static final EntityUid C = new EntityUid("T", "c");

  @Test
  void closesTheHierarchy() {
    Entities entities = Entities.of(List.of(Entity.of(A).in(B), Entity.of(B).in(C)));

    assertThat(entities.ancestorsOf(A)).containsExactlyInAnyOrder(B, C);
    assertThat(entities.isIn(C, C)).isTrue();
    assertThat(entities.isIn(C, A)).isFalse();
  }

  @Test
  void refusesACycle() {
    List<Entity> cycle = List.of(Entity.of(A).in(B), Entity.of(B).in(A));

    assertThatThrownBy(() -> Entities.of(cycle)).hasMessageContaining("ancestor");
  }

  @Test
  void refusesTwoEntitiesOfOneNameThatDiffer() {
    List<Entity> same = List.of(Entity.of(A), Entity.of(A));
    List<Entity> different = List.of(Entity.of(A), Entity.of(A).with("n", new LongValue(1)));

    assertThat(Entities.of(same).all()).hasSize(1);
    assertThatThrownBy(() -> Entities.of(different)).isInstanceOf(PolicyFormatException.class);
  }

  @Test
  void writesOneFormWhateverTheOrder() {
    String text =
        "[{\"tags\":{\"t\":1},\"uid\":{\"id\":\"b\",\"type\":\"T\"},\"parents\":[],\"attrs\":{}},"
            + "{\"attrs\":{\"s\":[2,1],\"e\":{\"__entity\":{\"type\":\"T\",\"id\":\"b\"}}},"
            + "\"parents\":[{\"type\":\"T\",\"id\":\"b\"}],\"uid\":{\"type\":\"T\",\"id\":\"a\"}}]";

    byte[] canonical = EntityJson.writeEntities(read(text));

    assertThat(new String(canonical, StandardCharsets.UTF_8))
        .isEqualTo(
            "[{\"attrs\":{\"e\":{\"__entity\":{\"id\":\"b\",\"type\":\"T\"}},\"s\":[1,2]},"
                + "\"parents\":[{\"id\":\"b\",\"type\":\"T\"}],\"uid\":{\"id\":"
                + "\"a\",\"type\":\"T\"}},"
                + "{\"attrs\":{},\"parents\":[],\"tags\":{\"t\":1},"
                + "\"uid\":{\"id\":\"b\",\"type\":\"T\"}}]");
    assertThat(EntityJson.writeEntities(EntityJson.readEntities(canonical))).isEqualTo(canonical);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\"},\"attrs\":{}}]",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\"},\"attrs\":{},\"parents\":[],\"more\":1}]",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\",\"x\":1},\"attrs\":{},\"parents\":[]}]",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\"},\"attrs\":{\"n\":null},\"parents\":[]}]",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\"},\"attrs\":{\"n\":{\"__extn\":{\"fn\":\"ip\","
            + "\"arg\":\"x\"}}},\"parents\":[]}]",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\"},\"attrs\":{\"n\":{\"__extn\":{\"fn\":\"f\","
            + "\"arg\":\"x\"}}},\"parents\":[]}]",
        "[{\"uid\":{\"type\":\"T\",\"id\":\"a\"},\"attrs\":{\"n\":{\"__entity\":{\"type\":\"T\","
            + "\"id\":\"a\"},\"more\":1}},\"parents\":[]}]",
      })
  void refusesWhatIsNoEntity(String text) {
    assertThatThrownBy(() -> read(text)).isInstanceOf(PolicyFormatException.class);
  }

  private static Entities read(String text) {
    return EntityJson.readEntities(text.getBytes(StandardCharsets.UTF_8));
  }
}
