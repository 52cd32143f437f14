// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.state;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.state.StateProof.Finding;

/// Any bytes are either refused as malformed or are the one encoding of what they decode to, and no
/// proof made of them shows anything about a state whose root nobody knows.
class StateProofFuzzer {
  private static final Digest ROOT = Digest.of(new byte[] {1});

  @FuzzTest(maxDuration = "30s")
  void readsProofs(byte[] input) {
    try {
      StateProof proof = StateProof.decode(input);
      assertThat(proof.encode()).isEqualTo(input);
      assertThat(proof.verify(ROOT, proof.key())).isEqualTo(new Finding.Refused());
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
