// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.value.BooleanValue;
import io.cloister.policy.value.DatetimeValue;
import io.cloister.policy.value.DecimalValue;
import io.cloister.policy.value.DurationValue;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.IpValue;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.SetValue;
import io.cloister.policy.value.StringValue;
import io.cloister.policy.value.Value;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/// Random entities in a small hierarchy, and random requests over them. Some entities that requests
/// name are missing.
final class RandomRequests {
  static final List<String> IDS = List.of("0", "1", "2", "missing");

  private static final List<String> TYPES = List.of("A", "N::B");

  private final RandomGenerator random;

  RandomRequests(RandomGenerator random) {
    this.random = random;
  }

  Entities entities() {
    List<Entity> entities = new ArrayList<>();
    for (int id = 0; id < 3; id++) {
      for (String type : TYPES) {
        entities.add(placed(new EntityUid(type, Integer.toString(id)), id));
      }
      entities.add(action(id));
    }
    return Entities.of(entities);
  }

  /// Parents have smaller ids, so there is no cycle.
  private Entity placed(EntityUid uid, int id) {
    Entity entity =
        new Entity(uid, record(), new RecordValue(Map.of("a", string(), "ab", value())), Set.of());
    for (int parent = 0; parent < id; parent++) {
      if (random.nextBoolean()) {
        entity = entity.in(new EntityUid(TYPES.get(random.nextInt(2)), Integer.toString(parent)));
      }
    }
    return entity;
  }

  private Entity action(int id) {
    Entity action = Entity.of(new EntityUid("Action", Integer.toString(id)));
    return id == 0 ? action : action.in(new EntityUid("Action", Integer.toString(id - 1)));
  }

  Request request() {
    return new Request(uid(), new EntityUid("Action", id()), uid(), record());
  }

  private EntityUid uid() {
    return new EntityUid(TYPES.get(random.nextInt(2)), id());
  }

  private String id() {
    return IDS.get(random.nextInt(IDS.size()));
  }

  private RecordValue record() {
    Map<String, Value> attributes = new HashMap<>();
    attributes.put("flag", BooleanValue.of(random.nextBoolean()));
    attributes.put("count", new LongValue(random.nextInt(-3, 4)));
    attributes.put("name", string());
    attributes.put("owner", uid());
    attributes.put("tags", SetValue.of(List.of(string(), value(), uid())));
    attributes.put("inner", new RecordValue(Map.of("flag", BooleanValue.TRUE, "owner", uid())));
    attributes.put("ratio", new DecimalValue(random.nextInt(-20_000, 20_000)));
    attributes.put("address", IpValue.parse(random.nextBoolean() ? "127.0.0.1" : "ff02::1"));
    attributes.put("at", new DatetimeValue(random.nextLong(0, 2_000_000_000_000L)));
    attributes.put("span", new DurationValue(random.nextInt()));
    attributes.keySet().removeIf(name -> random.nextInt(5) == 0);
    return new RecordValue(attributes);
  }

  private Value value() {
    return new LongValue(random.nextInt(3));
  }

  private StringValue string() {
    return new StringValue(List.of("a", "ab", "a*b", "é😀").get(random.nextInt(4)));
  }
}
