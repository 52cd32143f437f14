// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedStreamTest {
  private static final int SEGMENT = 64 * 1024;
  private static final int SEALED = SEGMENT + 16;
  private static final int HEADER = 40;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 15, 16, 17, 65535, 65536, 65537, 131072, 131073, 1_000_000})
  void opensWhatItSealed(int length) throws IOException {
    byte[] plaintext = SealedStreams.plaintext(length);
    byte[] sealed = SealedStreams.seal(plaintext);
    assertThat(sealed).hasSize((int) SealingOutputStream.ciphertextLength(length));
    assertThat(SealedStreams.open(sealed)).isEqualTo(plaintext);
  }

  @Test
  void sealsTheSameBytesDifferentlyEachTime() throws IOException {
    byte[] plaintext = SealedStreams.plaintext(100);
    assertThat(SealedStreams.seal(plaintext)).isNotEqualTo(SealedStreams.seal(plaintext));
  }

  @Test
  void opensByteByByteFromAStreamThatGivesOneByteAtATime() throws IOException {
    byte[] plaintext = SealedStreams.plaintext(SEGMENT + 5);
    InputStream slow =
        new InputStream() {
          private final InputStream from = new ByteArrayInputStream(SealedStreams.seal(plaintext));

          @Override
          public int read() throws IOException {
            return from.read();
          }

          @Override
          public int read(byte[] to, int offset, int length) throws IOException {
            return from.read(to, offset, Math.min(1, length));
          }
        };
    InputStream opening = new OpeningInputStream(slow, SealedStreams.KEY, SealedStreams.AAD);
    for (byte expected : plaintext) {
      assertThat(opening.read()).isEqualTo(expected & 0xff);
    }
    assertThat(opening.read()).isEqualTo(-1);
    assertThat(opening.read()).isEqualTo(-1);
  }

  @Test
  void refusesEveryCut() throws IOException {
    byte[] sealed = SealedStreams.seal(SealedStreams.plaintext(2 * SEGMENT + 100));
    for (int length :
        new int[] {
          0,
          1,
          HEADER - 1,
          HEADER,
          HEADER + 15,
          HEADER + 16,
          HEADER + SEALED - 1,
          HEADER + SEALED,
          HEADER + SEALED + 1,
          HEADER + SEALED + 16,
          HEADER + 2 * SEALED,
          HEADER + 2 * SEALED + 16,
          sealed.length - 1
        }) {
      assertRefused(Arrays.copyOf(sealed, length));
    }
  }

  @Test
  void refusesReorderedRepeatedDroppedAndAddedSegments() throws IOException {
    byte[] sealed = SealedStreams.seal(SealedStreams.plaintext(3 * SEGMENT));
    byte[] header = Arrays.copyOf(sealed, HEADER);
    byte[][] segments = new byte[3][];
    for (int i = 0; i < 3; i++) {
      segments[i] = Arrays.copyOfRange(sealed, HEADER + i * SEALED, HEADER + (i + 1) * SEALED);
    }
    assertThat(SealedStreams.open(join(header, segments[0], segments[1], segments[2])))
        .isNotEmpty();
    assertRefused(join(header, segments[1], segments[0], segments[2]));
    assertRefused(join(header, segments[0], segments[0], segments[1], segments[2]));
    assertRefused(join(header, segments[0], segments[2]));
    assertRefused(join(header, segments[2]));
    assertRefused(join(header, segments[0], segments[1], segments[2], segments[2]));
    assertRefused(join(header, segments[0], segments[1], segments[2], new byte[] {0}));
    assertRefused(join(header, segments[0], segments[1], segments[2], new byte[16]));
  }

  @Test
  void refusesSegmentsOfAnotherStreamUnderTheSameKey() throws IOException {
    byte[] one = SealedStreams.seal(SealedStreams.plaintext(2 * SEGMENT));
    byte[] other = SealedStreams.seal(SealedStreams.plaintext(2 * SEGMENT));
    assertRefused(
        join(
            Arrays.copyOf(one, HEADER + SEALED),
            Arrays.copyOfRange(other, HEADER + SEALED, other.length)));
  }

  @Test
  void refusesAFlippedBitAnywhere() throws IOException {
    byte[] sealed = SealedStreams.seal(SealedStreams.plaintext(50));
    for (int bit = 0; bit < sealed.length * 8; bit++) {
      byte[] altered = sealed.clone();
      altered[bit / 8] ^= (byte) (1 << (bit % 8));
      assertRefused(altered);
    }
  }

  @Test
  void refusesAnotherKeyAndAnotherContext() throws IOException {
    byte[] sealed = SealedStreams.seal(SealedStreams.plaintext(50));
    assertThatThrownBy(() ->
            new OpeningInputStream(
                    new ByteArrayInputStream(sealed), SealedStreams.KEY, new byte[] {1, 2})
                .readAllBytes())
        .isInstanceOf(StreamRefusedException.class);
    DataKey other = DataKey.generate(SealedStreams.RANDOM);
    assertThatThrownBy(() ->
            new OpeningInputStream(new ByteArrayInputStream(sealed), other, SealedStreams.AAD)
                .readAllBytes())
        .isInstanceOf(StreamRefusedException.class);
  }

  @Test
  void namesTheSegmentAndHandsOutNothingFromItOn() throws IOException {
    byte[] sealed = SealedStreams.seal(SealedStreams.plaintext(3 * SEGMENT));
    sealed[HEADER + SEALED + 7] ^= 1;
    InputStream opening =
        new OpeningInputStream(
            new ByteArrayInputStream(sealed), SealedStreams.KEY, SealedStreams.AAD);
    assertThat(opening.readNBytes(SEGMENT))
        .isEqualTo(Arrays.copyOf(SealedStreams.plaintext(3 * SEGMENT), SEGMENT));
    byte[] to = new byte[10];
    for (int attempt = 0; attempt < 2; attempt++) {
      assertThatThrownBy(() -> opening.read(to))
          .isInstanceOfSatisfying(
              StreamRefusedException.class, refused -> assertThat(refused.segment()).isEqualTo(1));
      assertThat(to).containsOnly(0);
    }
  }

  @Test
  void refusesAStreamThatWasClosedBeforeItWasFinished() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealingOutputStream sealing =
        new SealingOutputStream(out, SealedStreams.KEY, SealedStreams.AAD, SealedStreams.RANDOM)) {
      sealing.write(SealedStreams.plaintext(2 * SEGMENT));
    }
    assertRefused(out.toByteArray());
  }

  @Test
  void takesNothingAfterTheEnd() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (SealingOutputStream sealing =
        new SealingOutputStream(out, SealedStreams.KEY, SealedStreams.AAD, SealedStreams.RANDOM)) {
      sealing.finish();
      sealing.finish();
      assertThatThrownBy(() -> sealing.write(1)).isInstanceOf(IOException.class);
    }
    assertThat(SealedStreams.open(out.toByteArray())).isEmpty();
  }

  @Test
  void keepsTheKeyOutOfSightAndUnusableOnceClosed() {
    DataKey key = DataKey.generate(SealedStreams.RANDOM);
    assertThat(key).hasToString("DataKey[redacted]");
    DataKey same = key.with(DataKey::fromBytes);
    assertThat(same).isEqualTo(key).isNotEqualTo(SealedStreams.KEY);
    key.close();
    assertThatIllegalStateException().isThrownBy(() -> key.with(bytes -> bytes.length));
    assertThatThrownBy(() -> DataKey.fromBytes(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void warmsUp() {
    StreamWarmup.warm();
    assertThatThrownBy(() -> SealingOutputStream.ciphertextLength(-1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static byte[] join(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }

  private static void assertRefused(byte[] sealed) {
    assertThatThrownBy(() -> SealedStreams.open(sealed)).isInstanceOf(StreamRefusedException.class);
  }
}
