// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Which module may see which (`docs/adr/0001`), and that no module's packages go in circles.
class ArrowsTest {
  private static final Path ROOT = root();

  /// Module folder to the Cloister modules that its production code may depend on.
  private static final Map<String, Set<String>> ARROWS =
      Map.ofEntries(
          Map.entry("src/protocol", Set.of()),
          Map.entry("src/attestation", Set.of("protocol")),
          Map.entry("src/policy", Set.of("protocol")),
          Map.entry("policies", Set.of()),
          Map.entry("src/client", Set.of("attestation", "policy")),
          Map.entry("src/cli", Set.of("client", "compliance")),
          Map.entry("src/testkit", Set.of("attestation")),
          Map.entry("compliance", Set.of("policy", "policies")),
          Map.entry("enclave-image", Set.of("attestation", "policy")),
          Map.entry("chain-node", Set.of("attestation")),
          Map.entry("gateway", Set.of("attestation", "compliance")));

  private static final Pattern DEPENDENCY =
      Pattern.compile("<dependency>(.*?)</dependency>", Pattern.DOTALL);
  private static final Pattern OURS =
      Pattern.compile("<artifactId>cloister-(\\w+(?:-\\w+)*)</artifactId>");
  private static final Set<String> FRAMEWORKS = Set.of("io.quarkus", "org.hibernate", "io.vertx");
  private static final Set<String> PROGRAMS = Set.of("gateway", "chain-node");

  static Stream<String> modules() {
    return ARROWS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void seesOnlyTheModulesItMay(String module) throws IOException {
    Set<String> seen = new TreeSet<>();
    for (String dependency : productionDependencies(module)) {
      OURS.matcher(dependency).results().forEach(match -> seen.add(match.group(1)));
    }
    assertThat(ARROWS.get(module)).as(module).containsAll(seen);
  }

  @ParameterizedTest
  @MethodSource("modules")
  void keepsFrameworksToThePrograms(String module) throws IOException {
    if (!PROGRAMS.contains(module)) {
      for (String dependency : productionDependencies(module)) {
        assertThat(FRAMEWORKS).as(module).noneMatch(dependency::contains);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("modules")
  void hasNoCircleOfPackages(String module) {
    Path classes = ROOT.resolve(module).resolve("target/classes");
    if (!Files.isDirectory(classes)) {
      return; // a module of data alone
    }
    JavaClasses imported = new ClassFileImporter().importPath(classes);
    SlicesRuleDefinition.slices()
        .matching("io.cloister.*.(*)..")
        .should()
        .beFreeOfCycles()
        .allowEmptyShould(true)
        .check(imported);
  }

  @Test
  void knowsEveryModule() throws IOException {
    Set<String> tests = Set.of("src/system-tests", "src/benchmarks");
    Set<String> declared =
        Pattern.compile("<module>(.*?)</module>")
            .matcher(Files.readString(ROOT.resolve("pom.xml")))
            .results()
            .map(match -> match.group(1))
            .filter(module -> !tests.contains(module))
            .collect(Collectors.toSet());
    assertThat(declared).isEqualTo(ARROWS.keySet());
  }

  private static List<String> productionDependencies(String module) throws IOException {
    String pom = Files.readString(ROOT.resolve(module).resolve("pom.xml"));
    return DEPENDENCY
        .matcher(pom)
        .results()
        .map(match -> match.group(1))
        .filter(dependency -> !dependency.contains("<scope>test</scope>"))
        .toList();
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("cloister")) || !Files.exists(folder.resolve("src"))) {
      folder = Objects.requireNonNull(folder.getParent(), "not inside a checkout");
    }
    return folder;
  }
}
