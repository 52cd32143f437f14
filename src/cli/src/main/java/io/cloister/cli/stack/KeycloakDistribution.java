// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.process.Launcher;
import io.cloister.cli.process.Program;
import io.cloister.cli.terminal.Progress;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Keycloak's own distribution: fetched through Maven, built once for PostgreSQL, then only read.
///
/// It is run by `java` directly instead of its script, so that the process that is watched and
/// stopped is the server itself.
final class KeycloakDistribution {

  /// A slow line needs this long for 177 MB.
  private static final Duration FETCH_LIMIT = Duration.ofMinutes(30);

  private static final Duration BUILD_LIMIT = Duration.ofMinutes(10);

  /// What the user's environment says about reaching a Maven registry.
  private static final List<String> MAVEN_VARIABLES =
      List.of("MAVEN_OPTS", "MAVEN_ARGS", "http_proxy", "https_proxy", "no_proxy");

  private final Checkout checkout;
  private final Launcher launcher;
  private final String name = "keycloak-" + Checkout.version("keycloak");

  /// The distribution as this checkout pins it.
  KeycloakDistribution(Checkout checkout, Launcher launcher) {
    this.checkout = checkout;
    this.launcher = launcher;
  }

  /// The server's folder, fetched and built now if need be.
  Path built(Progress progress) {
    return new PreparedFolder(checkout.cache())
        .get(name, folder -> prepare(folder, progress))
        .resolve(name);
  }

  private void prepare(Path folder, Progress progress) {
    Progress.Step fetching = progress.begin("fetching Keycloak (once, 177 MB)");
    launcher.run(fetch(folder), InputStream.nullInputStream(), FETCH_LIMIT);
    fetching.done();
    Progress.Step building = progress.begin("building Keycloak (once)");
    Path server = folder.resolve(name);
    List<String> command = java(server, server, List.of());
    command.addAll(List.of("build", "--db=postgres"));
    launcher.run(
        new Program("keycloak-build", command, Map.of(), folder),
        InputStream.nullInputStream(),
        BUILD_LIMIT);
    building.done();
  }

  private Program fetch(Path folder) {
    List<String> command =
        List.of(
            checkout.maven().toString(),
            "--batch-mode",
            "--strict-checksums",
            "--non-recursive",
            "--file",
            checkout.root().resolve("pom.xml").toString(),
            "dependency:unpack",
            "-Dartifact=org.keycloak:keycloak-quarkus-dist:"
                + Checkout.version("keycloak")
                + ":zip",
            "-DoutputDirectory=" + folder);
    Map<String, String> environment = new TreeMap<>();
    environment.put("JAVA_HOME", checkout.javaHome().toString());
    for (String variable : MAVEN_VARIABLES) {
      String value = System.getenv(variable);
      if (value != null) {
        environment.put(variable, value);
      }
    }
    return new Program("keycloak-fetch", command, environment, checkout.root());
  }

  /// The beginning of every command of this distribution.
  ///
  /// @param server the distribution's folder
  /// @param home where it reads its configuration and keeps its data
  /// @param options more options for the virtual machine
  List<String> java(Path server, Path home, List<String> options) {
    List<String> command = new ArrayList<>();
    command.add(checkout.java());
    command.addAll(options);
    command.addAll(
        List.of(
            "-Dkc.home.dir=" + home,
            "-Djboss.server.config.dir=" + home.resolve("conf"),
            "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
            "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
            "-Dpicocli.disable.closures=true",
            "-Dquarkus-log-max-startup-records=10000",
            "-Dfile.encoding=UTF-8",
            "--add-opens=java.base/java.util=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
            "--add-opens=java.base/java.security=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            server.resolve("lib").resolve("quarkus-run.jar").toString(),
            "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
    return command;
  }
}
