// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.enclave.device.DeviceException;
import io.cloister.enclave.seal.SealedState.Opening;
import io.cloister.enclave.seal.SealedState.Reason;
import io.cloister.enclave.simulation.SoftwareKeys;
import io.cloister.enclave.testing.FakeSgx;
import io.cloister.protocol.secret.SecretBytes;
import java.io.IOException;
import java.security.SecureRandom;
import org.junit.jupiter.api.Test;

final class SealedStateTest {
  private static final byte[] STATE = {'s', 't', 'a', 't', 'e'};

  private final SecureRandom random = new SecureRandom();
  private final FakeSgx enclave = new FakeSgx();
  private final SealedState sealed = new SealedState(new EnclaveKeys(enclave, random));
  private final SealedState simulated =
      new SealedState(new SoftwareKeys(new SecretBytes(new byte[32]), random));

  private static byte[] opened(Opening opening) {
    assertThat(opening).isInstanceOf(Opening.Opened.class);
    try (SecretBytes state = ((Opening.Opened) opening).state()) {
      return state.with(byte[]::clone);
    }
  }

  @Test
  void theSameEnclaveOpensWhatItSealed() throws IOException {
    byte[] bytes = sealed.seal("keys", STATE);
    SealedState restarted = new SealedState(new EnclaveKeys(enclave, random));
    assertThat(opened(restarted.open("keys", bytes))).isEqualTo(STATE);
    assertThat(enclave.open).isZero();
  }

  @Test
  void noOtherCodeOpensIt() throws IOException {
    byte[] bytes = sealed.seal("keys", STATE);
    enclave.measurement = new byte[] {2};
    assertThat(sealed.open("keys", bytes)).isEqualTo(new Opening.Refused(Reason.KEY));
  }

  @Test
  void nobodyOpensItForAnotherPurpose() throws IOException {
    assertThat(sealed.open("other", sealed.seal("keys", STATE)))
        .isEqualTo(new Opening.Refused(Reason.KEY));
  }

  @Test
  void everyAlteredBitIsRefused() throws IOException {
    byte[] bytes = sealed.seal("keys", STATE);
    for (int i = 0; i < bytes.length * 8; i++) {
      byte[] altered = bytes.clone();
      altered[i / 8] ^= (byte) (1 << i % 8);
      assertThat(refused(altered)).as("bit %d", i).isTrue();
    }
  }

  private boolean refused(byte[] altered) {
    try {
      return sealed.open("keys", altered) instanceof Opening.Refused;
    } catch (IOException e) {
      return true; // the processor takes no such request
    }
  }

  @Test
  void anUpdatedPlatformStillOpensItAndARolledBackOneDoesNot() throws IOException {
    byte[] bytes = sealed.seal("keys", STATE);
    enclave.cpuSvn++;
    enclave.isvSvn++;
    assertThat(opened(sealed.open("keys", bytes))).isEqualTo(STATE);
    byte[] later = sealed.seal("keys", STATE);
    enclave.cpuSvn--;
    assertThatThrownBy(() -> sealed.open("keys", later)).isInstanceOf(DeviceException.class);
  }

  @Test
  void softwareSealsForDevelopmentButAnEnclaveRefusesItAndTheOtherWayRound() throws IOException {
    byte[] bytes = simulated.seal("keys", STATE);
    assertThat(opened(simulated.open("keys", bytes))).isEqualTo(STATE);
    assertThat(sealed.open("keys", bytes)).isEqualTo(new Opening.Refused(Reason.ORIGIN));
    assertThat(simulated.open("keys", sealed.seal("keys", STATE)))
        .isEqualTo(new Opening.Refused(Reason.ORIGIN));
  }

  @Test
  void whatIsNoSealedStateIsRefused() throws IOException {
    assertThat(sealed.open("keys", new byte[0])).isEqualTo(new Opening.Refused(Reason.MALFORMED));
  }

  @Test
  void saysThatThePlatformGivesNoKey() {
    enclave.failing = 0xC010730B;
    enclave.errno = 22;
    assertThatThrownBy(() -> sealed.seal("keys", STATE)).hasMessageContaining("EINVAL");
  }
}
