// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.cloister.protocol.checkpoint.Certification.Certified;
import io.cloister.protocol.checkpoint.Certification.Cosigner;
import io.cloister.protocol.checkpoint.Certification.Reason;
import io.cloister.protocol.checkpoint.Certification.Refused;
import io.cloister.protocol.checkpoint.Roster.Member;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.signature.Ed25519KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RosterTest {
  private static final String ORIGIN = "chain.cloister.example";
  private static final Instant TIME = Instant.parse("2026-11-22T08:00:00Z");
  private static final Checkpoint CHECKPOINT =
      new Checkpoint(ORIGIN, 42, Digest.of(new byte[] {1}));
  private static final List<NoteSigner> SIGNERS = signers(4);
  private static final Roster ROSTER = roster(1, 1, 1, 1);

  @Test
  void certifiesWithMoreThanTwoThirdsOfTheWeight() {
    assertThat(ROSTER.certifies(ORIGIN, cosignedBy(0, 1, 2)))
        .asInstanceOf(type(Certified.class))
        .satisfies(certified -> {
          assertThat(certified.checkpoint()).isEqualTo(CHECKPOINT);
          assertThat(certified.cosigners())
              .containsExactly(
                  new Cosigner("gatekeeper-0", TIME),
                  new Cosigner("gatekeeper-1", TIME),
                  new Cosigner("gatekeeper-2", TIME));
        });
    assertRefused(ROSTER, cosignedBy(0, 1), Reason.TOO_LITTLE_WEIGHT);
    assertRefused(ROSTER, cosignedBy(), Reason.TOO_LITTLE_WEIGHT);
  }

  @Test
  void countsWeightsAndNotHeads() {
    assertRefused(roster(4, 1, 1, 0x100000000L), cosignedBy(0, 1, 2), Reason.TOO_LITTLE_WEIGHT);
    assertThat(roster(5, 1, 1, 1).certifies(ORIGIN, cosignedBy(0, 1)))
        .isInstanceOf(Certified.class);
  }

  @Test
  void exactlyTwoThirdsAreTooLittle() {
    assertRefused(roster(1, 1, 2, 2), cosignedBy(2, 3), Reason.TOO_LITTLE_WEIGHT);
    assertThat(roster(1, 1, 2, 2).certifies(ORIGIN, cosignedBy(1, 2, 3)))
        .isInstanceOf(Certified.class);
  }

  @Test
  void countsNobodyTwice() {
    assertRefused(ROSTER, cosignedBy(0, 1, 1), Reason.REPEATED_SIGNER);
    SignedNote later = cosignedBy(0, 1).with(SIGNERS.get(1).cosign(CHECKPOINT, Instant.EPOCH));
    assertRefused(ROSTER, later, Reason.REPEATED_SIGNER);
  }

  @Test
  void takesPlainSignaturesOfMembersWithoutCountingThem() {
    SignedNote note = cosignedBy(0, 1).with(SIGNERS.get(2).sign(CHECKPOINT));
    assertRefused(ROSTER, note, Reason.TOO_LITTLE_WEIGHT);
    assertThat(ROSTER.certifies(ORIGIN, note.with(SIGNERS.get(2).cosign(CHECKPOINT, TIME))))
        .isInstanceOf(Certified.class);
  }

  @Test
  void refusesLinesOfStrangersAndLinesInMembersNames() {
    NoteSigner stranger = new NoteSigner("stranger", Ed25519KeyPair.generate(new SecureRandom()));
    assertRefused(
        ROSTER, cosignedBy(0, 1, 2).with(stranger.cosign(CHECKPOINT, TIME)), Reason.UNKNOWN_SIGNER);
    NoteSigner impostor =
        new NoteSigner("gatekeeper-3", Ed25519KeyPair.generate(new SecureRandom()));
    assertRefused(
        ROSTER, cosignedBy(0, 1, 2).with(impostor.cosign(CHECKPOINT, TIME)), Reason.UNKNOWN_SIGNER);
  }

  @Test
  void refusesCosignaturesOfOtherCheckpointsAndOtherKinds() {
    Checkpoint other = new Checkpoint(ORIGIN, 43, CHECKPOINT.root());
    assertRefused(
        ROSTER, cosignedBy(0, 1).with(SIGNERS.get(2).cosign(other, TIME)), Reason.FORGED_SIGNATURE);
    byte[] plain = SIGNERS.get(2).sign(CHECKPOINT).bytes();
    byte[] passedOff = SIGNERS.get(2).cosign(CHECKPOINT, TIME).bytes();
    System.arraycopy(plain, 4, passedOff, 12, 64);
    assertRefused(
        ROSTER,
        cosignedBy(0, 1).with(new NoteSignature("gatekeeper-2", passedOff)),
        Reason.FORGED_SIGNATURE);
  }

  @Test
  void refusesTimesThatNoCalendarHas() {
    for (Instant time : List.of(Instant.MAX, Instant.MIN, Instant.ofEpochSecond(-1))) {
      assertRefused(
          ROSTER,
          cosignedBy(0, 1, 2).with(SIGNERS.get(3).cosign(CHECKPOINT, time)),
          Reason.FORGED_SIGNATURE);
    }
  }

  @Test
  void refusesOtherLogsAndWhatIsNoCheckpoint() {
    assertThat(ROSTER.certifies("other", cosignedBy(0, 1, 2)))
        .isEqualTo(new Refused(Reason.OTHER_ORIGIN));
    assertRefused(ROSTER, new SignedNote("hello\n", List.of()), Reason.NOT_A_CHECKPOINT);
  }

  /// Every byte of a certificate counts: none can be changed without being noticed.
  @Test
  void refusesEveryChangedLetterOfANote() {
    String note = cosignedBy(0, 1, 2, 3).format();
    for (int i = 0; i < note.length(); i++) {
      char changed = (char) (note.charAt(i) ^ 1);
      String altered = note.substring(0, i) + changed + note.substring(i + 1);
      try {
        assertThat(ROSTER.certifies(ORIGIN, SignedNote.parse(altered)))
            .as(altered)
            .isInstanceOf(Refused.class);
      } catch (MalformedException refused) {
        assertThat(refused.getMessage()).isNotEmpty();
      }
    }
  }

  @Test
  void decodesWhatItEncodes() throws MalformedException {
    assertThat(Roster.decode(ROSTER.encode())).isEqualTo(ROSTER);
    assertThat(ROSTER.totalWeight()).isEqualTo(4);
  }

  @Test
  void hasDistinctMembersAndNotTooMany() {
    Member one = ROSTER.members().getFirst();
    Member sameKey = new Member("other", one.key(), 1);
    assertThatIllegalArgumentException().isThrownBy(() -> new Roster(List.of(one, sameKey)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Roster(List.of(one, one)));
    assertThatIllegalArgumentException().isThrownBy(() -> new Roster(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Member("a b", one.key(), 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new Member("a", one.key(), 0));
  }

  private static SignedNote cosignedBy(int... signers) {
    SignedNote note = CHECKPOINT.toNote();
    for (int signer : signers) {
      note = note.with(SIGNERS.get(signer).cosign(CHECKPOINT, TIME));
    }
    return note;
  }

  private static List<NoteSigner> signers(int count) {
    List<NoteSigner> signers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      signers.add(new NoteSigner("gatekeeper-" + i, Ed25519KeyPair.generate(new SecureRandom())));
    }
    return signers;
  }

  private static Roster roster(long... weights) {
    List<Member> members = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      members.add(new Member("gatekeeper-" + i, SIGNERS.get(i).publicKey(), weights[i]));
    }
    return new Roster(members);
  }

  private static void assertRefused(Roster roster, SignedNote note, Reason reason) {
    assertThat(roster.certifies(ORIGIN, note)).isEqualTo(new Refused(reason));
  }
}
