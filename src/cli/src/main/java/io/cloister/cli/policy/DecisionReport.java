// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.policy;

import io.cloister.compliance.cedar.Schema;
import io.cloister.compliance.processing.Explanation;
import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import io.cloister.policy.PolicyError;
import io.cloister.policy.bundle.PolicyBundle;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.ValueJson;
import io.cloister.protocol.encoding.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// One decision, explained.
record DecisionReport(PolicyBundle bundle, Request request, Entities entities, Decision decision) {

  /// @throws io.cloister.policy.json.PolicyFormatException when the files are not Cedar's JSON
  static DecisionReport decide(PolicyBundle bundle, byte[] request, byte[] entities) {
    Schema schema = Schema.parse(new String(bundle.schema(), StandardCharsets.UTF_8));
    Json.Members asked = JsonReader.read(request).asMembers();
    Request read =
        schema.request(
            uid(asked, "principal"),
            uid(asked, "action"),
            uid(asked, "resource"),
            asked.find("context").orElse(new Json.Members(Map.of())));
    Entities known = schema.entities(JsonReader.read(entities));
    return new DecisionReport(
        bundle, read, known, Authorizer.decide(bundle.policies(), read, known));
  }

  private static EntityUid uid(Json.Members request, String part) {
    return ValueJson.readUid(request.require(part));
  }

  boolean grants() {
    return decision.grants();
  }

  private List<Explanation> reasons() {
    return Explanation.of(decision, bundle.policies());
  }

  /// For programs; whoever holds the same digests decides the same.
  Json json() {
    Map<String, Json> members = new LinkedHashMap<>();
    members.put("verdict", text(verdict()));
    members.put("determining", texts(decision.determining()));
    members.put("reasons", new Json.Items(reasons().stream().map(DecisionReport::json).toList()));
    members.put("errors", new Json.Items(errors()));
    members.put("bundle", text(bundle.digest().hex()));
    members.put("request", text(Digest.of(EntityJson.writeRequest(request)).hex()));
    members.put("entities", text(Digest.of(EntityJson.writeEntities(entities)).hex()));
    return new Json.Members(members);
  }

  private List<Json> errors() {
    List<Json> errors = new ArrayList<>();
    for (PolicyError error : decision.errors()) {
      errors.add(
          new Json.Members(
              Map.of("policyId", text(error.policyId()), "fault", text(error.fault().name()))));
    }
    return errors;
  }

  private static Json json(Explanation reason) {
    return new Json.Members(
        Map.of(
            "policyId", text(reason.policyId()),
            "reason", text(reason.reason().name()),
            "article", text(reason.article()),
            "advice", text(reason.advice())));
  }

  /// For people.
  List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add(verdict());
    if (decision.determining().isEmpty()) {
      lines.add("  no policy permits it");
    }
    for (Explanation reason : reasons()) {
      String part = reason.reason().name().toLowerCase(Locale.ROOT);
      String article = reason.article().isEmpty() ? "" : " (GDPR Art. " + reason.article() + ")";
      String advice = reason.advice().isEmpty() ? "" : ": " + reason.advice();
      lines.add("  " + reason.policyId() + " " + part + article + advice);
    }
    return lines;
  }

  private String verdict() {
    return decision.verdict().name().toLowerCase(Locale.ROOT);
  }

  private static Json text(String text) {
    return new Json.Text(text);
  }

  private static Json texts(List<String> texts) {
    return new Json.Items(texts.stream().map(DecisionReport::text).toList());
  }
}
