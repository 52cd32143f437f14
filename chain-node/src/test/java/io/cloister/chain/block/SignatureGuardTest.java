// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.chain.block.SignatureGuard.Verdict;
import io.cloister.chain.storage.StorageException;
import io.cloister.protocol.encoding.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SignatureGuardTest {
  private static final Digest ONE = Digest.of(new byte[] {1});
  private static final Digest OTHER = Digest.of(new byte[] {2});

  @TempDir Path folder;

  private SignatureGuard guard() {
    return SignatureGuard.open(folder.resolve("cosigned"));
  }

  @Test
  void signsALogAgainButNeverAnotherOfItsSize() {
    try (SignatureGuard guard = guard()) {
      assertThat(guard.permit(7, ONE)).isEqualTo(Verdict.SIGN);
      assertThat(guard.permit(7, ONE)).isEqualTo(Verdict.SIGN);
      assertThatThrownBy(() -> guard.permit(7, OTHER)).isInstanceOf(StorageException.class);
    }
  }

  @Test
  void remembersOverARestart() {
    try (SignatureGuard guard = guard()) {
      guard.permit(7, ONE);
      guard.permit(8, OTHER);
    }
    try (SignatureGuard guard = guard()) {
      assertThat(guard.permit(7, OTHER)).isEqualTo(Verdict.PASSED);
      assertThatThrownBy(() -> guard.permit(8, ONE)).isInstanceOf(StorageException.class);
      assertThat(guard.permit(9, ONE)).isEqualTo(Verdict.SIGN);
    }
  }

  /// A crash tears the slot that is being written; the one before it still holds.
  @Test
  void fallsBackToTheRecordBeforeATornOne() throws IOException {
    try (SignatureGuard guard = guard()) {
      guard.permit(7, ONE);
      guard.permit(8, OTHER);
    }
    byte[] bytes = Files.readAllBytes(folder.resolve("cosigned"));
    bytes[3] ^= 1; // the second record went into the first slot
    Files.write(folder.resolve("cosigned"), bytes);
    try (SignatureGuard guard = guard()) {
      assertThatThrownBy(() -> guard.permit(7, OTHER)).isInstanceOf(StorageException.class);
    }
  }
}
