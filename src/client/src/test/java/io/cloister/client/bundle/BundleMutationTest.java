// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.bundle.AuditBundle;
import io.cloister.protocol.chain.EntryProof;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Every byte of a bundle is bound by some step: whatever bit is flipped, a step says so.
class BundleMutationTest {
  /// Random positions per run; [#SEED] makes a failing run repeatable.
  private static final int FLIPS = 600;

  private static final long SEED = 20261122;

  private final BundleFixture fixture = new BundleFixture();
  private final BundleVerifier verifier = new BundleVerifier(fixture.trust());

  @Test
  void refusesEveryFlippedBitAndNamesTheStep() {
    byte[] bundle = fixture.build().encode();
    assertThat(verifier.verify(bundle).valid()).isTrue();
    SplittableRandom random = new SplittableRandom(SEED);
    Map<String, Integer> caught = new TreeMap<>();
    for (int i = 0; i < FLIPS; i++) {
      int position = random.nextInt(bundle.length);
      int bit = 1 << random.nextInt(8);
      bundle[position] ^= (byte) bit;
      Verification verification = verifier.verify(bundle);
      assertThat(verification.valid())
          .as("bit %d of byte %d (seed %d)", bit, position, SEED)
          .isFalse();
      caught.merge(verification.failure().orElseThrow().name(), 1, Integer::sum);
      bundle[position] ^= (byte) bit;
    }
    assertThat(caught).hasSizeGreaterThan(5);
    assertThat(verifier.verify(bundle).valid()).isTrue();
  }

  @Test
  void refusesEveryTruncationAndAddition() {
    byte[] bundle = fixture.build().encode();
    SplittableRandom random = new SplittableRandom(SEED);
    for (int i = 0; i < 50; i++) {
      byte[] cut = Arrays.copyOf(bundle, random.nextInt(bundle.length));
      assertThat(verifier.verify(cut).failure().orElseThrow().name()).isEqualTo("format");
    }
    byte[] longer = Arrays.copyOf(bundle, bundle.length + 1);
    assertThat(verifier.verify(longer).valid()).isFalse();
  }

  @Test
  void refusesProofsThatAreLeftOutDoubledOrReordered() {
    AuditBundle bundle = fixture.build();
    for (int i = 0; i < bundle.history().size(); i++) {
      List<EntryProof> fewer = new ArrayList<>(bundle.history());
      fewer.remove(i);
      assertThat(valid(with(bundle, bundle.registrations(), fewer))).isFalse();
      List<EntryProof> more = new ArrayList<>(bundle.history());
      more.add(i, more.get(i));
      assertThat(valid(with(bundle, bundle.registrations(), more))).isFalse();
    }
    for (int i = 0; i < bundle.registrations().size(); i++) {
      List<EntryProof> fewer = new ArrayList<>(bundle.registrations());
      fewer.remove(i);
      assertThat(valid(with(bundle, fewer, bundle.history()))).isFalse();
    }
    assertThat(valid(with(bundle, bundle.registrations().reversed(), bundle.history()))).isFalse();
    assertThat(valid(with(bundle, bundle.registrations(), bundle.history().reversed()))).isFalse();
  }

  private boolean valid(AuditBundle bundle) {
    return verifier.verify(bundle.encode()).valid();
  }

  private static AuditBundle with(
      AuditBundle bundle, List<EntryProof> registrations, List<EntryProof> history) {
    return new AuditBundle(
        bundle.genesis(),
        bundle.agreement(),
        bundle.decision(),
        registrations,
        history,
        bundle.receipt());
  }
}
