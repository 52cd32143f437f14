// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.signature;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.protocol.encoding.MalformedException;
import java.security.SecureRandom;

/// Any bytes are either refused as malformed or are the one encoding of what they decode to, and no
/// statement made of them verifies.
class SignedStatementFuzzer {
  private static final HybridPublicKey KEY =
      SigningKeyPair.generate(new SecureRandom()).publicKey();

  @FuzzTest(maxDuration = "30s")
  void readsStatements(byte[] input) {
    try {
      SignedStatement statement = SignedStatement.decode(input);
      assertThat(statement.encode()).isEqualTo(input);
      assertThat(statement.verify(statement.contentType(), KEY))
          .isInstanceOf(Verification.Refused.class);
    } catch (MalformedException expected) {
      assertThat(expected.getMessage()).isNotEmpty();
    }
  }
}
