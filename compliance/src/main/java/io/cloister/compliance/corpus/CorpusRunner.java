// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import io.cloister.compliance.cedar.PolicyParser;
import io.cloister.compliance.cedar.Schema;
import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import io.cloister.policy.PolicyError;
import io.cloister.policy.PolicySet;
import io.cloister.policy.Verdict;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.ValueJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/// Runs Cedar's integration tests: each test file names its policies, entities and schema relative
/// to the root of the corpus, and lists requests with the decision, reasons and errors that Cedar
/// gives.
///
/// A test that cannot be read counts its requests as wrong; nothing is skipped.
public final class CorpusRunner {
  private final Path root;
  private final List<String> mismatches = new ArrayList<>();
  private long requests;
  private long decisionsRight;
  private long reasonsRight;
  private long errorsRight;

  private CorpusRunner(Path root) {
    this.root = root;
  }

  private record Setting(PolicySet policies, Entities entities, Schema schema) {}

  /// Runs every test below a directory.
  ///
  /// @throws IOException when the files cannot be read
  public static CorpusReport run(Path directory) throws IOException {
    CorpusRunner runner = new CorpusRunner(directory);
    for (Path test : tests(directory)) {
      runner.runTest(test);
    }
    return new CorpusReport(
        runner.requests,
        runner.decisionsRight,
        runner.reasonsRight,
        runner.errorsRight,
        runner.mismatches);
  }

  private static List<Path> tests(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files
          .filter(file -> file.toString().endsWith(".json"))
          .filter(file -> !file.toString().endsWith("entities.json"))
          .filter(file -> !file.toString().endsWith("schema.json"))
          .sorted()
          .toList();
    }
  }

  private void runTest(Path file) throws IOException {
    Json.Members test = JsonReader.read(Files.readAllBytes(file)).asMembers();
    String name = root.relativize(file).toString();
    List<Json> cases = test.require("requests").asItems();
    requests += cases.size();
    try {
      Setting setting = read(test);
      for (Json each : cases) {
        runRequest(name, setting, each.asMembers());
      }
    } catch (PolicyFormatException unreadable) {
      note(name, String.valueOf(unreadable.getMessage()));
    }
  }

  private Setting read(Json.Members test) throws IOException {
    PolicySet policies = PolicyParser.parseSet(text(test, "policies"));
    Schema schema = Schema.parse(text(test, "schema"));
    Entities entities = schema.entities(JsonReader.read(bytes(test, "entities")));
    return new Setting(policies, entities, schema);
  }

  private String text(Json.Members test, String member) throws IOException {
    return Files.readString(root.resolve(test.require(member).asText()));
  }

  private byte[] bytes(Json.Members test, String member) throws IOException {
    return Files.readAllBytes(root.resolve(test.require(member).asText()));
  }

  private void runRequest(String name, Setting setting, Json.Members expected) {
    Request request =
        setting
            .schema()
            .request(
                ValueJson.readUid(expected.require("principal")),
                ValueJson.readUid(expected.require("action")),
                ValueJson.readUid(expected.require("resource")),
                expected.require("context"));
    Decision decision = Authorizer.decide(setting.policies(), request, setting.entities());
    String verdict = decision.verdict() == Verdict.PERMIT ? "allow" : "deny";
    boolean decisionRight = verdict.equals(expected.require("decision").asText());
    boolean reasonRight =
        new TreeSet<>(decision.determining()).equals(texts(expected.require("reason")));
    boolean errorRight = errors(decision).equals(texts(expected.require("errors")));
    decisionsRight += decisionRight ? 1 : 0;
    reasonsRight += reasonRight ? 1 : 0;
    errorsRight += errorRight ? 1 : 0;
    if (!decisionRight || !reasonRight || !errorRight) {
      note(name, expected.require("description").asText() + ": " + decision);
    }
  }

  private static Set<String> errors(Decision decision) {
    return map(decision.errors(), PolicyError::policyId);
  }

  private static Set<String> texts(Json items) {
    return map(items.asItems(), Json::asText);
  }

  private static <T> Set<String> map(List<T> items, Function<T, String> name) {
    Set<String> names = new TreeSet<>();
    items.forEach(item -> names.add(name.apply(item)));
    return names;
  }

  private void note(String test, String what) {
    if (mismatches.size() < CorpusReport.MAX_MISMATCHES) {
      mismatches.add(test + ": " + what);
    }
  }
}
