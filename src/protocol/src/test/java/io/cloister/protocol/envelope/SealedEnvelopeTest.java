// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.envelope.Opening.Opened;
import io.cloister.protocol.envelope.Opening.Reason;
import io.cloister.protocol.envelope.Opening.Refused;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SealedEnvelopeTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String INFO = "test";
  private static final byte[] AAD = "context".getBytes(StandardCharsets.UTF_8);
  private static final byte[] MESSAGE = "42 passengers".getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource
  void onlyTheRecipientOpensIt(Suite suite) {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(suite, RANDOM);
        RecipientKeyPair others = RecipientKeyPair.generate(suite, RANDOM)) {
      SealedEnvelope envelope = SealedEnvelope.seal(keys.publicKey(), INFO, AAD, MESSAGE);
      assertOpens(keys.open(envelope, INFO, AAD), MESSAGE);
      assertThat(others.open(envelope, INFO, AAD)).isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesAnotherPurposeAndAnotherContext(Suite suite) {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(suite, RANDOM)) {
      SealedEnvelope envelope = SealedEnvelope.seal(keys.publicKey(), INFO, AAD, MESSAGE);
      assertThat(keys.open(envelope, "tes", AAD)).isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
      assertThat(keys.open(envelope, INFO, new byte[0]))
          .isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
      assertThat(keys.open(envelope, "test" + "context", new byte[0]))
          .isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
    }
  }

  @Test
  void refusesADowngrade() {
    try (RecipientKeyPair xwing = RecipientKeyPair.generate(Suite.XWING, RANDOM);
        RecipientKeyPair x25519 = RecipientKeyPair.generate(Suite.X25519, RANDOM)) {
      SealedEnvelope weaker = SealedEnvelope.seal(x25519.publicKey(), INFO, AAD, MESSAGE);
      assertThat(xwing.open(weaker, INFO, AAD)).isEqualTo(new Refused(Reason.OTHER_SUITE));
      SealedEnvelope relabelled =
          new SealedEnvelope(Suite.XWING, new byte[1120], weaker.ciphertext());
      assertThat(xwing.open(relabelled, INFO, AAD)).isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
    }
  }

  @ParameterizedTest
  @EnumSource
  void refusesEveryFlippedBit(Suite suite) {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(suite, RANDOM)) {
      SealedEnvelope envelope = SealedEnvelope.seal(keys.publicKey(), INFO, AAD, MESSAGE);
      int step = 37;
      for (int bit = 0; bit < envelope.enc().length * 8; bit += step) {
        SealedEnvelope altered =
            new SealedEnvelope(suite, flip(envelope.enc(), bit), envelope.ciphertext());
        assertRefused(keys.open(altered, INFO, AAD));
      }
      for (int bit = 0; bit < envelope.ciphertext().length * 8; bit += step) {
        SealedEnvelope altered =
            new SealedEnvelope(suite, envelope.enc(), flip(envelope.ciphertext(), bit));
        assertRefused(keys.open(altered, INFO, AAD));
      }
    }
  }

  @Test
  void refusesAnEncapsulationOfSmallOrderWithoutFailing() {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(Suite.X25519, RANDOM)) {
      SealedEnvelope hostile = new SealedEnvelope(Suite.X25519, new byte[32], new byte[272]);
      assertRefused(keys.open(hostile, INFO, AAD));
    }
  }

  @Test
  void sealsNothingToADegenerateKey() {
    RecipientKey zero = new RecipientKey(Suite.X25519, new byte[32]);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SealedEnvelope.seal(zero, INFO, AAD, MESSAGE));
  }

  @ParameterizedTest
  @EnumSource
  void decodesWhatItEncodes(Suite suite) throws MalformedException {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(suite, RANDOM)) {
      RecipientKey key = keys.publicKey();
      assertThat(RecipientKey.decode(key.encode())).isEqualTo(key).hasSameHashCodeAs(key);
      SealedEnvelope envelope = SealedEnvelope.seal(key, INFO, AAD, MESSAGE);
      SealedEnvelope decoded = SealedEnvelope.decode(envelope.encode());
      assertThat(decoded).isEqualTo(envelope).hasSameHashCodeAs(envelope);
      assertOpens(keys.open(decoded, INFO, AAD), MESSAGE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void restoresAKeyPairFromItsExport(Suite suite) throws MalformedException {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(suite, RANDOM);
        RecipientKeyPair restored = keys.with(RecipientKeyPair::restore)) {
      assertThat(restored.publicKey()).isEqualTo(keys.publicKey());
      SealedEnvelope envelope = SealedEnvelope.seal(keys.publicKey(), INFO, AAD, MESSAGE);
      assertOpens(restored.open(envelope, INFO, AAD), MESSAGE);
    }
    assertThatThrownBy(() -> RecipientKeyPair.restore(new byte[] {1}))
        .isInstanceOf(MalformedException.class);
  }

  @Test
  void keepsSecretsOutOfSightAndUnusableOnceClosed() {
    RecipientKeyPair keys = RecipientKeyPair.generate(Suite.X25519, RANDOM);
    SealedEnvelope envelope = SealedEnvelope.seal(keys.publicKey(), INFO, AAD, MESSAGE);
    assertThat(keys.toString()).contains("redacted");
    assertThat(keys.open(envelope, INFO, AAD).toString()).contains("redacted");
    keys.close();
    assertThatIllegalStateException().isThrownBy(() -> keys.open(envelope, INFO, AAD));
  }

  @Test
  void takesTheLongestMessageAndNoLonger() {
    try (RecipientKeyPair keys = RecipientKeyPair.generate(Suite.XWING, RANDOM)) {
      byte[] longest = new byte[SealedEnvelope.MAX_PLAINTEXT_LENGTH];
      longest[longest.length - 1] = 1;
      SealedEnvelope envelope = SealedEnvelope.seal(keys.publicKey(), INFO, AAD, longest);
      assertThat(envelope.encode().length).isLessThanOrEqualTo(SealedEnvelope.MAX_BYTES);
      assertOpens(keys.open(envelope, INFO, AAD), longest);
      byte[] longer = new byte[longest.length + 1];
      assertThatIllegalArgumentException()
          .isThrownBy(() -> SealedEnvelope.seal(keys.publicKey(), INFO, AAD, longer));
    }
  }

  @Test
  void refusesKeysThatTheSuiteDoesNotHave() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecipientKey(Suite.XWING, new byte[32]));
    byte[] outOfRange = new byte[1216];
    java.util.Arrays.fill(outOfRange, (byte) 0xff);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RecipientKey(Suite.XWING, outOfRange));
    assertThatThrownBy(() -> Suite.of(0x50)).isInstanceOf(MalformedException.class);
  }

  private static void assertOpens(Opening opening, byte[] expected) {
    assertThat(opening).isInstanceOf(Opened.class);
    try (var plaintext = ((Opened) opening).plaintext()) {
      assertThat(plaintext.<byte[], RuntimeException>with(byte[]::clone)).isEqualTo(expected);
    }
  }

  private static void assertRefused(Opening opening) {
    assertThat(opening).isEqualTo(new Refused(Reason.NOT_AUTHENTIC));
  }

  private static byte[] flip(byte[] bytes, int bit) {
    byte[] flipped = bytes.clone();
    flipped[bit / 8] ^= (byte) (1 << (bit % 8));
    return flipped;
  }
}
