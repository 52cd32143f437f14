// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class Ed25519KeyPairTest {
  private static final HexFormat HEX = HexFormat.of();

  /// RFC 8032, section 7.1, test 2.
  @Test
  void signsAsTheRfcDoes() throws MalformedException {
    byte[] seed = HEX.parseHex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    byte[] exported = new CborWriter().map(1).key(1).bytes(seed).toBytes();
    try (Ed25519KeyPair keys = Ed25519KeyPair.restore(exported)) {
      assertThat(HEX.formatHex(keys.publicKey().bytes()))
          .isEqualTo("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
      byte[] message = {0x72};
      byte[] signature = keys.sign(message);
      assertThat(HEX.formatHex(signature))
          .isEqualTo(
              "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
                  + "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
      assertThat(keys.publicKey().verify(message, signature)).isEqualTo(Authenticity.GENUINE);
      assertThat(keys.publicKey().verify(new byte[] {0x73}, signature))
          .isEqualTo(Authenticity.FORGED);
      assertThat(keys.publicKey().verify(message, new byte[0])).isEqualTo(Authenticity.FORGED);
      assertThat(keys.<byte[], RuntimeException>with(byte[]::clone)).isEqualTo(exported);
    }
  }

  @Test
  void keepsTheKeyOutOfSightAndUnusableOnceClosed() {
    Ed25519KeyPair keys = Ed25519KeyPair.generate(new SecureRandom());
    assertThat(keys.toString()).contains("redacted");
    keys.close();
    assertThatIllegalStateException().isThrownBy(() -> keys.sign(new byte[0]));
    assertThatIllegalArgumentException().isThrownBy(() -> new Ed25519PublicKey(new byte[31]));
  }
}
