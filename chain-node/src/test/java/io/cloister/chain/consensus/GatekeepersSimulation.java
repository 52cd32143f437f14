// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.chain.gossip.Mesh;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Many gatekeepers in one thread, with delays, partitions, crashes and a liar, all drawn from a
/// seed. The invariants, by name:
///
/// - *one history*: two members that ordered a round ordered the same in it, whatever happened;
/// - *nothing twice*: no transaction is in two rounds;
/// - *nothing lost*: what an honest member took in is ordered once the network is whole again;
/// - *honest time*: the order's time is near the honest members' clocks, whatever a liar claims;
/// - *liars are named*: a member that forked is proven to have; nobody else ever is.
///
/// A seed that fails is in the name of the test. To replay it alone: `mvn test -pl chain-node -am
/// -Dtest=GatekeepersSimulation -Dsimulation.first=SEED -Dsimulation.count=1`; more seeds by a
/// larger count.
class GatekeepersSimulation {
  private static final long SECOND = 1_000_000_000L;
  private static final Digest CHAIN = Digest.of("simulation".getBytes(StandardCharsets.UTF_8));

  private static final List<Forker.Way> WAYS =
      List.of(Forker.Way.FORKS, Forker.Way.WITHHOLDS, Forker.Way.FLOODS);

  static LongStream seeds() {
    long first = Long.getLong("simulation.first", 1);
    return LongStream.range(first, first + Long.getLong("simulation.count", 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsOneHistoryThroughDelaysPartitionsAndCrashes(long seed) {
    try (World world = new World(seed, seed % 5 == 0 ? 7 : 4, SimulatedMember.HONEST, 0)) {
      world.trouble(Trouble.CRASHES_AND_PARTITIONS);
      world.check(world.members);
      assertThat(world.evidence()).isEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void keepsOneHistoryDespiteALiar(long seed) {
    Forker.Way way = WAYS.get((int) (seed % WAYS.size()));
    try (World world = new World(seed, 4, way, (seed % 5 - 2) * 3_600_000L)) {
      world.trouble(Trouble.NONE);
      List<SimulatedMember> honest = world.members.subList(1, world.members.size());
      world.check(honest);
      if (way == Forker.Way.WITHHOLDS) {
        assertThat(world.evidence()).isEmpty();
      } else {
        assertThat(world.evidence()).containsOnly("gatekeeper-0");
      }
    }
  }

  @Test
  void haltsWithoutAQuorumAndGoesOnByItself() {
    try (World world = new World(1, 4, SimulatedMember.HONEST, 0)) {
      world.load(1 * SECOND);
      world.settle();
      world.members.get(0).crash();
      world.members.get(1).crash();
      long rounds = world.members.get(2).history.size();
      world.members.get(2).submit("while halted");
      world.network.runUntil(world.network.now() + 20 * SECOND);
      assertThat(world.members.get(2).history.size() - rounds).isLessThan(12);
      assertThat(world.members.get(2).ordered).doesNotContain("while halted");
      world.members.get(0).start();
      world.settle();
      assertThat(world.members.get(2).ordered).contains("while halted");
      assertThat(world.members.get(0).ordered).isEqualTo(world.members.get(2).ordered);
    }
  }

  @Test
  void givesTheSameHistoryForTheSameSeed() {
    assertThat(historyOf(3)).isEqualTo(historyOf(3));
  }

  private static Map<Long, List<String>> historyOf(long seed) {
    try (World world = new World(seed, 4, SimulatedMember.HONEST, 0)) {
      world.trouble(Trouble.CRASHES_AND_PARTITIONS);
      return Map.copyOf(world.members.get(0).history);
    }
  }

  private enum Trouble {
    NONE,
    CRASHES_AND_PARTITIONS
  }

  private static final class World implements AutoCloseable {
    final SplittableRandom random;
    final SimulatedNetwork network;
    final List<SimulatedMember> members = new ArrayList<>();
    final List<String> submitted = new ArrayList<>();
    private final Path folder;

    /// Who takes transactions in: what a liar takes it may order twice, which is the chain's to
    /// see.
    private List<SimulatedMember> honest = members;

    World(long seed, int size, Forker.Way way, long skew) {
      this(seed, size, skew, (epoch, key) -> mesh -> new Forker(mesh, epoch, key, way));
      honest = members.subList(1, size);
    }

    World(long seed, int size, UnaryOperator<Mesh> nature, long skew) {
      this(seed, size, skew, (epoch, key) -> nature);
    }

    private interface Natures {
      UnaryOperator<Mesh> of(Epoch epoch, Ed25519KeyPair key);
    }

    private World(long seed, int size, long skew, Natures natures) {
      random = new SplittableRandom(seed);
      network = new SimulatedNetwork(random.split());
      folder = temporary();
      List<Ed25519KeyPair> keys =
          IntStream.range(0, size)
              .mapToObj(i -> Ed25519KeyPair.generate(SimulatedMember.random(seed + i)))
              .toList();
      Roster roster =
          new Roster(
              IntStream.range(0, size)
                  .mapToObj(i -> new Roster.Member("gatekeeper-" + i, keys.get(i).publicKey(), 1))
                  .toList());
      EventChecks checks =
          new EventChecks(
              new Epoch(CHAIN, roster, 0), () -> SimulatedMember.START.plusNanos(network.now()));
      SimulatedMember.Common common = new SimulatedMember.Common(network, checks, folder);
      for (int i = 0; i < size; i++) {
        Epoch epoch = new Epoch(CHAIN, roster, i);
        UnaryOperator<Mesh> nature =
            i == 0 ? natures.of(epoch, keys.get(i)) : SimulatedMember.HONEST;
        members.add(new SimulatedMember(common, epoch, keys.get(i), i == 0 ? skew : 0, nature));
      }
      members.forEach(SimulatedMember::start);
    }

    /// Three seconds of load, with faults if there are to be any; then all is well again.
    void trouble(Trouble trouble) {
      for (int i = 0; i < 3; i++) {
        if (trouble == Trouble.CRASHES_AND_PARTITIONS) {
          disturb();
        }
        load(SECOND);
        network.heal();
        members.stream().filter(member -> !member.isUp()).forEach(SimulatedMember::start);
      }
      settle();
    }

    private void disturb() {
      int one = random.nextInt(members.size());
      int two = random.nextInt(members.size());
      switch (random.nextInt(3)) {
        case 0 -> members.get(one).crash();
        case 1 ->
            members.stream()
                .filter(each -> each.self != one)
                .forEach(each -> network.cut(one, each.self));
        default -> {
          if (one != two) {
            network.cut(one, two);
          }
        }
      }
    }

    /// Hands transactions in at whoever is up.
    void load(long nanos) {
      long end = network.now() + nanos;
      while (network.now() < end) {
        network.runUntil(network.now() + 40_000_000L);
        SimulatedMember at = honest.get(random.nextInt(honest.size()));
        if (at.isUp()) {
          String text = "t" + submitted.size();
          submitted.add(text);
          at.submit(text);
        }
      }
    }

    /// Lets everything come to rest.
    void settle() {
      network.runUntil(network.now() + 30 * SECOND);
    }

    void check(List<SimulatedMember> honest) {
      SimulatedMember reference = honest.getFirst();
      for (SimulatedMember member : honest) {
        member.history.forEach((round, texts) ->
            assertThat(reference.history.getOrDefault(round, texts))
                .as("one history: round %d at member %d", round, member.self)
                .isEqualTo(texts));
        assertThat(member.ordered)
            .as("the same at member %d", member.self)
            .isEqualTo(reference.ordered);
        assertThat(member.timeError()).as("honest time").isBetween(-60_000L, 1_000L);
      }
      List<String> real = reference.ordered.stream().filter(text -> text.startsWith("t")).toList();
      assertThat(real).as("nothing twice").doesNotHaveDuplicates();
      assertThat(real.size()).as("nothing lost").isGreaterThan(submitted.size() / 2);
    }

    List<String> evidence() {
      return members.stream()
          .flatMap(member -> member.evidence().stream())
          .map(Misbehaviour::member)
          .toList();
    }

    @Override
    public void close() {
      members.stream().filter(SimulatedMember::isUp).forEach(SimulatedMember::crash);
    }

    /// In memory where the system has such a place: syncing to a disk is not what is tested here.
    private static Path temporary() {
      try {
        Path memory = Path.of("/dev/shm");
        return Files.isWritable(memory)
            ? Files.createTempDirectory(memory, "gatekeepers")
            : Files.createTempDirectory("gatekeepers");
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
