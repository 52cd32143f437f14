// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.merkle;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;

/// Any bytes are either refused as malformed or are the one encoding of what they decode to, and no
/// proof made of them is accepted or throws.
class MerkleProofFuzzer {
  private static final Digest ANY = Digest.of(new byte[] {1});

  @FuzzTest(maxDuration = "30s")
  void readsInclusionProofs(byte[] input) {
    try {
      InclusionProof proof = InclusionProof.decode(input);
      assertThat(proof.encode()).isEqualTo(input);
      assertThat(proof.verify(MerkleHash.emptyRoot(), ANY)).isEqualTo(ProofVerdict.REFUSED);
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "30s")
  void readsConsistencyProofs(byte[] input) {
    try {
      ConsistencyProof proof = ConsistencyProof.decode(input);
      assertThat(proof.encode()).isEqualTo(input);
      assertThat(proof.verify(ANY, MerkleHash.emptyRoot())).isEqualTo(ProofVerdict.REFUSED);
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
