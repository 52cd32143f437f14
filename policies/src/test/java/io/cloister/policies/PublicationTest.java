// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policies;

import static org.assertj.core.api.Assertions.assertThat;

import com.cedarpolicy.BasicAuthorizationEngine;
import com.cedarpolicy.model.ValidationRequest;
import com.cedarpolicy.model.ValidationResponse;
import com.cedarpolicy.model.policy.Policy;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a set must satisfy before programs may load it.
class PublicationTest {
  /// Set to `true` to write the JSON form anew after the text has changed.
  private static final String WRITE = "cloister.policies.write";

  @ParameterizedTest
  @ValueSource(strings = "processing")
  void theJsonFormIsCedarsTranslationOfTheText(String set) throws Exception {
    Path file = CedarText.ROOT.resolve(set).resolve(set + ".json");
    Json translated = CedarText.json(CedarText.policies(set));
    if (Boolean.getBoolean(WRITE)) {
      Files.write(file, JsonWriter.canonicalBytes(translated));
    }

    Json loaded = JsonReader.read(Files.readAllBytes(file));

    assertThat(JsonWriter.canonical(loaded)).isEqualTo(JsonWriter.canonical(translated));
  }

  @ParameterizedTest
  @ValueSource(strings = "processing")
  void theTextFitsTheSchemaWithoutWarnings(String set) throws Exception {
    ValidationResponse response =
        new BasicAuthorizationEngine()
            .validate(new ValidationRequest(CedarText.schema(), CedarText.policies(set)));

    assertThat(response.validationPassed()).as(response.toString()).isTrue();
    assertThat(response.success).isPresent();
    assertThat(response.success.get().validationErrors).isEmpty();
    assertThat(response.success.get().validationWarnings).isEmpty();
    assertThat(response.warnings).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = "processing")
  void everyPolicyNamesItselfItsArticleAndAdvice(String set) throws Exception {
    for (Policy policy : CedarText.policies(set).policies) {
      assertThat(policy.policyID).startsWith(set + ".");
      assertThat(policy.getAnnotations()).containsKey("advice");
      assertThat(policy.getAnnotations())
          .containsAnyOf(
              java.util.Map.entry("article", policy.getAnnotations().getOrDefault("article", "-")),
              java.util.Map.entry("control", policy.getAnnotations().getOrDefault("control", "-")));
    }
  }
}
