// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

  @TempDir Path folder;
  private Launcher launcher;

  @BeforeEach
  void makeLauncher() {
    launcher = launcherIn(folder);
  }

  private static Launcher launcherIn(Path folder) {
    return new Launcher(folder, new PidFiles(folder), Isolation.ofMachine());
  }

  private Program shell(String name, String script) {
    return new Program(name, List.of("sh", "-c", script), Map.of("GIVEN", "secret"), folder);
  }

  @Test
  void tellsWhyAProgramStoppedBeforeItWasReady() {
    Child child =
        launcher.launch(shell("broken", "echo no such file; exit 7"), Isolation.Farewell.TERM);

    assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMinutes(1)))
        .isInstanceOf(CliException.class)
        .hasMessageContaining("broken stopped with status 7")
        .hasMessageContaining("no such file");
  }

  @Test
  void givesUpOnAProgramThatIsNeverReady() {
    Child child = launcher.launch(shell("idle", "exec sleep 1000"), Isolation.Farewell.TERM);

    assertThatThrownBy(() -> child.awaitReady(() -> false, Duration.ofMillis(100)))
        .hasMessageContaining("not ready");
    child.stop(Duration.ofSeconds(10));
    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void passesOnlyTheGivenEnvironment() throws IOException {
    Child child = launcher.launch(shell("env", "env"), Isolation.Farewell.TERM);
    child.awaitSuccess(Duration.ofMinutes(1));

    assertThat(Files.readAllLines(folder.resolve("env.log")))
        .contains("GIVEN=secret")
        .noneMatch(line -> line.startsWith("JAVA_HOME="));
    assertThat(shell("env", "env").toString()).doesNotContain("secret");
  }

  @Test
  void keepsTheLogOfTheLastRun() throws IOException {
    launcher.launch(shell("twice", "echo one"), Isolation.Farewell.TERM).awaitSuccess(minute());
    launcher.launch(shell("twice", "echo two"), Isolation.Farewell.TERM).awaitSuccess(minute());

    assertThat(Files.readString(folder.resolve("twice.log.1"))).isEqualTo("one\n");
    assertThat(Files.readString(folder.resolve("twice.log"))).isEqualTo("two\n");
  }

  @Test
  void killsAProgramThatIgnoresTheRequestToStop() {
    Child child =
        launcher.launch(
            shell("stubborn", "trap '' TERM; echo up; while :; do sleep 1; done"),
            Isolation.Farewell.TERM);
    child.awaitReady(() -> size(folder.resolve("stubborn.log")) > 0, minute());

    child.stop(Duration.ofMillis(200));

    assertThat(child.isAlive()).isFalse();
  }

  @Test
  void stopsWhatAnEarlierRunLeftBehind() {
    Child child = launcher.launch(shell("orphan", "exec sleep 1000"), Isolation.Farewell.TERM);

    List<String> stopped = new PidFiles(folder).stopOrphans();

    assertThat(stopped).containsExactly("orphan");
    Awaitility.await().until(() -> !child.isAlive());
    assertThat(new PidFiles(folder).stopOrphans()).isEmpty();
  }

  @Test
  void leavesAProcessAloneThatOnlyHasTheSamePid() throws IOException {
    long pid = ProcessHandle.current().pid();
    Instant other = Instant.parse("2020-01-01T00:00:00Z");
    Files.writeString(folder.resolve("mine.pid"), pid + " " + other + "\n");
    Files.writeString(folder.resolve("junk.pid"), "not a pid");

    assertThat(new PidFiles(folder).stopOrphans()).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void losesItsChildrenWhenItIsKilled() throws IOException, InterruptedException {
    Process parent =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-cp",
                System.getProperty("java.class.path"),
                Abandoning.class.getName(),
                folder.toString())
            .inheritIO()
            .start();
    Path pidFile = folder.resolve("abandoned.pid");
    Awaitility.await().atMost(minute()).until(() -> size(pidFile) > 0);
    String pid = Files.readString(pidFile, StandardCharsets.UTF_8).split(" ", -1)[0];

    parent.destroyForcibly().waitFor();

    Awaitility.await().until(() -> ProcessHandle.of(Long.parseLong(pid)).isEmpty());
  }

  /// A command that starts a child and never stops it.
  static final class Abandoning {
    public static void main(String[] args) throws InterruptedException {
      Path folder = Path.of(args[0]);
      launcherIn(folder)
          .launch(
              new Program("abandoned", List.of("sleep", "1000"), Map.of(), folder),
              Isolation.Farewell.TERM);
      Thread.currentThread().join();
    }
  }

  private static Duration minute() {
    return Duration.ofMinutes(1);
  }

  private static long size(Path file) {
    try {
      return Files.exists(file) ? Files.size(file) : 0;
    } catch (IOException gone) {
      return 0;
    }
  }
}
