// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class SealedStreamProperties {
  /// However the writes and the reads are cut, the bytes are the same.
  @Property(tries = 60)
  void sizesOfWritesAndReadsDoNotMatter(
      @ForAll @Size(max = 8) List<@IntRange(min = 0, max = 150_000) Integer> writes,
      @ForAll @IntRange(min = 1, max = 150_000) int reads)
      throws IOException {
    ByteArrayOutputStream plaintext = new ByteArrayOutputStream();
    ByteArrayOutputStream sealed = new ByteArrayOutputStream();
    try (SealingOutputStream sealing =
        new SealingOutputStream(
            sealed, SealedStreams.KEY, SealedStreams.AAD, SealedStreams.RANDOM)) {
      for (int length : writes) {
        byte[] piece = SealedStreams.plaintext(length);
        plaintext.writeBytes(piece);
        sealing.write(piece);
      }
      sealing.finish();
    }
    assertThat((long) sealed.size())
        .isEqualTo(SealingOutputStream.ciphertextLength(plaintext.size()));
    ByteArrayOutputStream opened = new ByteArrayOutputStream();
    try (OpeningInputStream opening =
        new OpeningInputStream(
            new ByteArrayInputStream(sealed.toByteArray()), SealedStreams.KEY, SealedStreams.AAD)) {
      byte[] to = new byte[reads];
      for (int size = opening.read(to); size >= 0; size = opening.read(to)) {
        opened.write(to, 0, size);
      }
    }
    assertThat(opened.toByteArray()).isEqualTo(plaintext.toByteArray());
  }
}
