// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EvidenceTest {
  @ParameterizedTest
  @EnumSource(EvidenceKind.class)
  void survivesTheWireWithItsKind(EvidenceKind kind) throws MalformedException {
    Evidence evidence = Evidence.of(kind, Octets.of(new byte[] {1, 2, 3}));

    Evidence back = Evidence.decode(evidence.encode());

    assertThat(back).isEqualTo(evidence);
    assertThat(back.kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @EnumSource(EvidenceKind.class)
  void isRefusedTruncatedOrExtended(EvidenceKind kind) {
    byte[] wire = Evidence.of(kind, Octets.of(new byte[40])).encode();

    for (int size = 0; size < wire.length; size++) {
      byte[] shorter = Arrays.copyOf(wire, size);
      assertThatThrownBy(() -> Evidence.decode(shorter)).isInstanceOf(MalformedException.class);
    }
    byte[] longer = Arrays.copyOf(wire, wire.length + 1);
    assertThatThrownBy(() -> Evidence.decode(longer)).isInstanceOf(MalformedException.class);
  }

  @Test
  void isRefusedWithAnUnknownKind() {
    byte[] wire =
        new CborWriter().map(2).integer(1).integer(4).integer(2).bytes(new byte[3]).toBytes();

    assertThatThrownBy(() -> Evidence.decode(wire))
        .isInstanceOf(MalformedException.class)
        .hasMessageContaining("kind");
  }

  @ParameterizedTest
  @EnumSource(EvidenceKind.class)
  void isUnsupportedWhereNoVerifierAcceptsItsKind(EvidenceKind kind) {
    Verifier verifier = new Verifier(List.of());

    AttestationResult result =
        verifier.verify(
            Evidence.of(kind, Octets.of(new byte[3])), new Endorsements.None(), Instant.EPOCH);

    assertThat(result)
        .isInstanceOfSatisfying(
            Refused.class, refused -> assertThat(refused.reason()).isEqualTo(Reason.UNSUPPORTED));
  }
}
