// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.protocol.encoding.MalformedException;
import java.security.SecureRandom;

/// Any bytes are either refused as malformed or are the one encoding of what they decode to, and no
/// envelope made of them opens.
class SealedEnvelopeFuzzer {
  private static final RecipientKeyPair KEYS =
      RecipientKeyPair.generate(Suite.X25519, new SecureRandom());

  @FuzzTest(maxDuration = "30s")
  void readsEnvelopes(byte[] input) {
    try {
      SealedEnvelope envelope = SealedEnvelope.decode(input);
      assertThat(envelope.encode()).isEqualTo(input);
      assertThat(KEYS.open(envelope, "fuzz", input)).isInstanceOf(Opening.Refused.class);
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }

  @FuzzTest(maxDuration = "30s")
  void readsKeys(byte[] input) {
    try {
      assertThat(RecipientKey.decode(input).encode()).isEqualTo(input);
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
