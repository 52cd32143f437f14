// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.Octets;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.roots.AmdRoots;
import io.cloister.attestation.roots.IntelRoots;
import io.cloister.attestation.snp.SnpProduct;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CertificateTest {
  @Test
  void pinsIntelsRootWhichSignedItself() throws RefusalException {
    Certificate root = IntelRoots.sgx();

    root.requireIssuedBy(root);
    root.requireAuthority();
    assertThat(root.subject().commonName()).isEqualTo("Intel SGX Root CA");
    assertThat(root.notAfter()).isEqualTo(Instant.parse("2049-12-31T23:59:59Z"));
  }

  @ParameterizedTest
  @EnumSource(SnpProduct.class)
  void pinsAmdsRootsWhichSignedThemselves(SnpProduct product) throws RefusalException {
    Certificate root = AmdRoots.of(product);

    root.requireIssuedBy(root);
    root.requireAuthority();
    assertThat(root.subject().commonName()).isEqualTo("ARK-" + product.label());
  }

  @Test
  void refusesAFlippedBitInEveryByteAndEveryTruncation() {
    Certificate good = IntelRoots.sgx();
    byte[] der = good.der().toBytes();

    for (int i = 0; i < der.length; i++) {
      byte[] bad = der.clone();
      bad[i] ^= (byte) (1 << i % 8);
      assertThatThrownBy(() -> Certificate.parse(Octets.of(bad)).requireIssuedBy(good))
          .isInstanceOfAny(MalformedException.class, RefusalException.class);
      byte[] shorter = Arrays.copyOf(der, i);
      assertThatThrownBy(() -> Certificate.parse(Octets.of(shorter)))
          .isInstanceOf(MalformedException.class);
    }
  }
}
