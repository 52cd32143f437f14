// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloister.chain.gossip.Mesh;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HashgraphEngineTest {
  private static final byte[] GENESIS = {};
  private static final Ed25519KeyPair KEY = Ed25519KeyPair.generate(new SecureRandom());

  @TempDir Path folder;

  /// Records every round, as a node does that makes a block of each.
  private static final class Recorder implements RoundListener {
    private final List<OrderedRound> rounds = new CopyOnWriteArrayList<>();

    @Override
    public Outcome onRound(OrderedRound round) {
      if (round.transactions().isEmpty()) {
        return Outcome.PASSED;
      }
      rounds.add(round);
      return Outcome.RECORDED;
    }

    private List<String> texts() {
      return rounds.stream()
          .flatMap(round -> round.transactions().stream())
          .map(transaction -> new String(transaction.bytes(), StandardCharsets.UTF_8))
          .toList();
    }

    private List<String> lines() {
      return rounds.stream()
          .map(round ->
              round.number()
                  + "@"
                  + round.consensusTime()
                  + round.transactions().stream()
                      .map(t -> new String(t.bytes(), StandardCharsets.UTF_8))
                      .toList())
          .toList();
    }
  }

  private HashgraphEngine engine() {
    Epoch epoch =
        new Epoch(
            Digest.of(new byte[] {1}),
            new Roster(List.of(new Roster.Member("alpha", KEY.publicKey(), 1))),
            0);
    return new HashgraphEngine(epoch, folder, Mesh.ofNobody(), KEY::sign, InstantSource.system());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static void submit(HashgraphEngine engine, Recorder recorder, int from, int to) {
    for (int i = from; i < to; i++) {
      assertThat(engine.submit(bytes("t" + i))).isEqualTo(Intake.ACCEPTED);
    }
    await().until(() -> recorder.texts().contains("t" + (to - 1)));
  }

  @Test
  void ordersWhatIsSubmitted() {
    Recorder recorder = new Recorder();
    try (HashgraphEngine engine = engine()) {
      engine.start(GENESIS, recorder);
      submit(engine, recorder, 0, 50);
      await().until(() -> engine.pending() == 0);
    }
    assertThat(recorder.texts()).hasSize(50).startsWith("t0", "t1", "t2");
    assertThat(recorder.rounds)
        .isSortedAccordingTo((a, b) -> Long.compare(a.consensusTime(), b.consensusTime()));
  }

  @Test
  void givesTheSameRoundsAgainFromTheBeginning() {
    Recorder first = new Recorder();
    try (HashgraphEngine engine = engine()) {
      engine.start(GENESIS, first);
      submit(engine, first, 0, 40);
    }
    Recorder second = new Recorder();
    try (HashgraphEngine engine = engine()) {
      engine.start(GENESIS, second);
      await().until(() -> second.texts().size() == 40);
    }
    assertThat(second.lines()).isEqualTo(first.lines());
  }

  @Test
  void goesOnFromASnapshotWithoutRepeatingOrLosingAnything() {
    List<String> all = new ArrayList<>();
    byte[] snapshot = GENESIS;
    for (int run = 0; run < 5; run++) {
      Recorder recorder = new Recorder();
      try (HashgraphEngine engine = engine()) {
        engine.start(snapshot, recorder);
        submit(engine, recorder, run * 30, run * 30 + 30);
      }
      all.addAll(recorder.texts());
      snapshot = recorder.rounds.getLast().snapshot();
    }
    assertThat(all).hasSize(150).doesNotHaveDuplicates();
  }

  @Test
  void ordersAfterACrashWhatItHadAccepted() throws Exception {
    Recorder first = new Recorder();
    HashgraphEngine crashing = engine();
    crashing.start(GENESIS, first);
    submit(crashing, first, 0, 10);
    byte[] snapshot = first.rounds.get(3).snapshot();
    crashing.close();
    Path journal = folder.resolve("000000000001.events");
    Files.write(journal, new byte[] {0, 0, 1, 0, 9, 9}, StandardOpenOption.APPEND);

    Recorder second = new Recorder();
    try (HashgraphEngine engine = engine()) {
      engine.start(snapshot, second);
      await().until(() -> second.lines().size() >= first.lines().size() - 4);
      submit(engine, second, 10, 12);
    }
    assertThat(second.lines().subList(0, first.lines().size() - 4))
        .isEqualTo(first.lines().subList(4, first.lines().size()));
  }

  @Test
  void isQuietWhenNothingIsPending() {
    Recorder recorder = new Recorder();
    try (HashgraphEngine engine = engine()) {
      engine.start(GENESIS, recorder);
      submit(engine, recorder, 0, 5);
      await().until(() -> engine.pending() == 0);
      Path journal = folder.resolve("000000000001.events");
      long before = journal.toFile().length();
      await()
          .during(java.time.Duration.ofMillis(300))
          .until(() -> journal.toFile().length() == before);
    }
  }

  @Test
  void refusesAfterClosing() {
    HashgraphEngine engine = engine();
    engine.start(GENESIS, new Recorder());
    engine.close();
    assertThat(engine.submit(bytes("late"))).isEqualTo(Intake.CLOSED);
  }

  @Test
  void failsForGoodWhenTheListenerFails() {
    HashgraphEngine engine = engine();
    engine.start(
        GENESIS,
        round -> {
          if (round.transactions().isEmpty()) {
            return RoundListener.Outcome.PASSED;
          }
          throw new IllegalStateException("broken");
        });
    engine.submit(bytes("t"));
    await().until(() -> engine.state() instanceof EngineState.Failed);
    assertThat(engine.submit(bytes("u"))).isEqualTo(Intake.CLOSED);
    engine.close();
  }
}
