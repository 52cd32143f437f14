// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final long TIME = 1_790_000_000L;
  private static final Checkpoint CHECKPOINT =
      new Checkpoint("cloister.io/chain/x", 7, Digest.of(new byte[] {1}));

  private final List<Ed25519KeyPair> keys =
      IntStream.range(0, 4).mapToObj(i -> Ed25519KeyPair.generate(new SecureRandom())).toList();
  private final Roster roster =
      new Roster(
          IntStream.range(0, 4)
              .mapToObj(i -> new Roster.Member("g" + i, keys.get(i).publicKey(), 1))
              .toList());

  @Test
  void certifiesWithThreeOfFour() {
    assertThat(roster.certifies(CHECKPOINT.origin(), note(0, 2, 3)))
        .isEqualTo(new Certification.Certified(CHECKPOINT));
  }

  @Test
  void refusesTwoOfFour() {
    assertRefused(note(0, 1), "two thirds");
  }

  @Test
  void countsNobodyTwice() {
    assertRefused(note(0, 1, 1), "twice");
  }

  @Test
  void refusesALineByAStranger() {
    String stranger =
        new Cosigner("g9", Ed25519KeyPair.generate(new SecureRandom())).line(CHECKPOINT, TIME);
    assertRefused(note(0, 1, 2) + stranger, "nobody in the roster");
  }

  @Test
  void refusesAFalseLineEvenBesideEnoughTrueOnes() {
    String false3 = new Cosigner("g3", keys.get(0)).line(CHECKPOINT, TIME);
    assertRefused(note(0, 1, 2) + false3, "not by the key");
  }

  @Test
  void refusesAnotherLog() {
    assertThat(roster.certifies("cloister.io/chain/y", note(0, 1, 2)))
        .isInstanceOf(Certification.Refused.class);
  }

  @Test
  void noticesEveryFlippedBitOfANote() {
    byte[] note = note(0, 1, 2).getBytes(StandardCharsets.UTF_8);
    for (int bit = 0; bit < 8 * note.length; bit++) {
      byte[] flipped = note.clone();
      flipped[bit / 8] ^= (byte) (1 << bit % 8);
      assertThat(roster.certifies(CHECKPOINT.origin(), new String(flipped, StandardCharsets.UTF_8)))
          .as("bit %d", bit)
          .isInstanceOf(Certification.Refused.class);
    }
  }

  private void assertRefused(String note, String reason) {
    assertThat(roster.certifies(CHECKPOINT.origin(), note))
        .isInstanceOfSatisfying(
            Certification.Refused.class, refused -> assertThat(refused.reason()).contains(reason));
  }

  private String note(int... signers) {
    StringBuilder note = new StringBuilder(CHECKPOINT.text()).append('\n');
    for (int signer : signers) {
      note.append(new Cosigner("g" + signer, keys.get(signer)).line(CHECKPOINT, TIME));
    }
    return note.toString();
  }
}
