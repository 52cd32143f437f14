// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.EntityValidationRequest;
import com.cedarpolicy.model.schema.Schema;
import io.cloister.policy.bundle.DecisionRecord;
import io.cloister.policy.entity.EntityJson;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SchemaTest {
  private final ProcessingPolicy policy = ProcessingPolicy.load();

  @Test
  void theEntitiesOfAJobFitTheSchema() throws Exception {
    assertFits(Facts.permitted());
  }

  @Test
  void theEntitiesOfAJobWithoutWorkersFitTheSchema() throws Exception {
    assertFits(Facts.withWorkers(Facts.permitted(), List.of()));
  }

  private void assertFits(ProcessingFacts facts) throws Exception {
    DecisionRecord record = policy.decide(facts).record();
    byte[] json = EntityJson.writeEntities(record.entities());
    String schema = new String(policy.bundle().schema(), StandardCharsets.UTF_8);
    var entities =
        com.cedarpolicy.model.entity.Entities.parse(new String(json, StandardCharsets.UTF_8));

    new BasicAuthorizationEngine()
        .validateEntities(
            new EntityValidationRequest(
                Schema.parse(Schema.JsonOrCedar.Cedar, schema),
                new ArrayList<>(entities.getEntities())));
  }
}
