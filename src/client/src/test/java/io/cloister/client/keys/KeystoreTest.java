// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.stream.DataKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Keys are made once, kept, and readable by their owner only.
class KeystoreTest {
  private static final Digest DATASET = Digest.of(new byte[] {1});
  private static final KeyId OWNER = new KeyId(Digest.of(new byte[] {2}));

  @TempDir private Path state;

  @Test
  void givesAPersonTheSameKeysAgain() throws Exception {
    try (UserKeys first = store().user("ava");
        UserKeys again = store().user("ava")) {
      assertThat(again.signing().publicKey()).isEqualTo(first.signing().publicKey());
      assertThat(again.recipient().publicKey()).isEqualTo(first.recipient().publicKey());
    }
  }

  @Test
  void keepsEveryFileFromOtherUsersOfTheMachine() throws Exception {
    store().user("ava").close();
    store().createDataKey(DATASET, OWNER);
    for (Path file : files()) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .as(file.toString())
          .isEqualTo("rw-------");
    }
    assertThat(files()).hasSize(2);
  }

  @Test
  void neverReplacesADataKey() throws Exception {
    store().createDataKey(DATASET, OWNER);
    try (DataKey first = store().dataKey(DATASET)) {
      store().createDataKey(DATASET, OWNER);
      try (DataKey again = store().dataKey(DATASET)) {
        assertThat(again).isEqualTo(first);
      }
    }
  }

  @Test
  void tellsWhoseDatasetItIs() throws Exception {
    store().createDataKey(DATASET, OWNER);
    assertThat(store().speaksFor(DATASET, OWNER)).isTrue();
    assertThat(store().speaksFor(DATASET, new KeyId(DATASET))).isFalse();
    assertThat(store().speaksFor(Digest.of(new byte[] {9}), OWNER)).isFalse();
  }

  @Test
  void refusesAKeyThatIsNotHereWithTheMend() {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store().dataKey(DATASET))
        .matches(refused -> refused.code().equals("data-key-missing"))
        .matches(refused -> refused.mend().isPresent());
  }

  @Test
  void refusesADamagedKeyFileAndANameThatLeadsElsewhere() throws Exception {
    store().user("ava").close();
    Files.write(state.resolve("keys").resolve("ava.key"), new byte[] {1, 2, 3});
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store().user("ava"))
        .matches(refused -> refused.code().equals("key-file-damaged"));
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> store().user("../ava"))
        .matches(refused -> refused.code().equals("user-malformed"));
  }

  private Keystore store() {
    return new Keystore(state, new SecureRandom());
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(state)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
