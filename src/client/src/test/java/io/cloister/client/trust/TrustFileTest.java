// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.Digest;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What is pinned survives being written down, and silence allows nothing.
class TrustFileTest {
  private static final Digest CHAIN = Digest.of(new byte[] {1});

  @TempDir private Path folder;

  @Test
  void readsWhatItWrote() throws Exception {
    Trust trust = new Trust(CHAIN, Trust.Simulated.ALLOWED, "from the notary \"A\"");
    TrustFile.write(file(), trust);
    assertThat(TrustFile.read(file())).isEqualTo(trust);
  }

  @Test
  void refusesSimulatedEvidenceWhereTheFileSaysNothing() throws Exception {
    Files.writeString(file(), "{\"chainId\":\"" + CHAIN.hex() + "\"}");
    assertThat(TrustFile.read(file()).simulated()).isEqualTo(Trust.Simulated.REFUSED);
  }

  @Test
  void tellsThatNothingIsPinnedAndThatAFileIsNone() throws Exception {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> TrustFile.read(file()))
        .matches(refused -> refused.code().equals("nothing-pinned"));
    Files.writeString(file(), "{\"chainId\":\"12\"}");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> TrustFile.read(file()))
        .matches(refused -> refused.code().equals("trust-file-malformed"));
  }

  private Path file() {
    return folder.resolve("trust.json");
  }
}
