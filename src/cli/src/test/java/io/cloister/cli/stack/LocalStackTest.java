// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.cli.terminal.CliException;
import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.Progress;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class LocalStackTest {

  private final List<String> events = new CopyOnWriteArrayList<>();
  private final Progress progress =
      new Progress(new Console(nowhere(), nowhere(), Console.Mode.PLAIN), System::nanoTime);

  private static PrintStream nowhere() {
    return new PrintStream(PrintStream.nullOutputStream(), false, StandardCharsets.UTF_8);
  }

  @Test
  void startsAPartWhenThoseItNeedsAreReadyAndStopsItBeforeThem() {
    try (LocalStack stack = new LocalStack(List.of(part("base"), part("top", "base")), progress)) {
      stack.start();
    }

    assertThat(events).containsExactly("start base", "start top", "stop top", "stop base");
  }

  @Test
  void stopsEverythingWhenOnePartFails() {
    Part failing =
        new ScriptedPart(
            "failing",
            Set.of("base"),
            () -> {
              throw CliException.unreachable("it broke", "here", "mend it");
            });
    LocalStack stack = new LocalStack(List.of(part("base"), failing), progress);

    assertThatThrownBy(stack::start).isInstanceOf(CliException.class).hasMessage("it broke");
    assertThat(events).contains("stop failing", "stop base");
  }

  @Test
  void givesUpAtOnceWhileAnotherPartIsStillStarting() {
    Part slow = new ScriptedPart("slow", Set.of(), LocalStackTest::waitForEver);
    Part failing =
        new ScriptedPart(
            "failing",
            Set.of(),
            () -> {
              throw CliException.unreachable("it broke", "here", "mend it");
            });
    LocalStack stack = new LocalStack(List.of(slow, failing), progress);

    assertThatThrownBy(stack::start).isInstanceOf(CliException.class).hasMessage("it broke");
  }

  @Test
  void canBeClosedByAnotherThreadWhileItStarts() throws InterruptedException {
    Part slow = new ScriptedPart("slow", Set.of(), LocalStackTest::waitForEver);
    LocalStack stack = new LocalStack(List.of(slow), progress);
    Thread starter =
        Thread.ofVirtual()
            .start(() -> assertThatThrownBy(stack::start).isInstanceOf(CliException.class));
    Awaitility.await().until(() -> events.contains("start slow"));

    stack.close();

    starter.join();
    assertThat(events).containsExactly("start slow", "stop slow");
  }

  @Test
  void stopsOnceHoweverOftenItIsClosed() {
    LocalStack stack = new LocalStack(List.of(part("base")), progress);
    stack.start();

    stack.close();
    stack.close();

    assertThat(events).containsExactly("start base", "stop base");
  }

  private Part part(String name, String... after) {
    return new ScriptedPart(name, Set.of(after), () -> {});
  }

  private static void waitForEver() {
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException stopped) {
      throw CliException.unreachable("interrupted", "here", "again").causedBy(stopped);
    }
  }

  private final class ScriptedPart implements Part {
    private final String name;
    private final Set<String> after;
    private final Runnable script;

    ScriptedPart(String name, Set<String> after, Runnable script) {
      this.name = name;
      this.after = after;
      this.script = script;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public Set<String> after() {
      return after;
    }

    @Override
    public void start(Progress progress) {
      events.add("start " + name);
      script.run();
    }

    @Override
    public void kill() {
      events.add("kill " + name);
    }

    @Override
    public void stop() {
      events.add("stop " + name);
    }
  }
}
