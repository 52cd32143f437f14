// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloister.client.keys.Keystore;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.RefusedException;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.JobContext;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.ResultDigest;
import io.cloister.protocol.job.ResultDocument;
import io.cloister.protocol.job.ResultTable;
import io.cloister.protocol.job.SealedResult;
import io.cloister.protocol.receipt.Receipt;
import io.cloister.protocol.signature.KeyId;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A recipient opens the result that the receipt names, and no other.
class ResultOpenerTest {
  private static final Digest SOME = Digest.of(new byte[] {1});
  private static final JobContext CONTEXT =
      new JobContext(new JobId(new UUID(1, 2)), SOME, SOME, "research", "acme");
  private static final byte[] KEY = new byte[ResultDigest.KEY_BYTES];

  @TempDir private Path state;
  private final ResultTable table =
      new ResultTable(
          List.of(new Column("n", ColumnType.BIGINT)), List.of(List.of("1"), Arrays.asList("2")));
  private UserKeys keys;

  @BeforeEach
  void makeKeys() throws Exception {
    keys = new Keystore(state, new SecureRandom()).user("ava");
  }

  @Test
  void opensWhatTheReceiptNames() throws Exception {
    byte[] sealed = sealed(CONTEXT, table);
    assertThat(ResultOpener.open(sealed, receipt(sealed, table), keys)).isEqualTo(table);
  }

  @Test
  void refusesAnEnvelopeThatTheReceiptDoesNotName() {
    byte[] sealed = sealed(CONTEXT, table);
    assertRefused(sealed(CONTEXT, table), receipt(sealed, table), "result-refused");
  }

  @Test
  void refusesATableThatTheWorkersDidNotAgreeOn() {
    ResultTable other = new ResultTable(table.columns(), List.of(List.of("3")));
    byte[] sealed = sealed(CONTEXT, other);
    assertRefused(sealed, receipt(sealed, table), "result-refused");
  }

  @Test
  void refusesAResultOfAnotherJob() {
    JobContext other = new JobContext(new JobId(new UUID(3, 4)), SOME, SOME, "research", "acme");
    byte[] sealed = sealed(other, table);
    assertRefused(sealed, receipt(sealed, table), "result-refused");
  }

  @Test
  void tellsWhoIsNoRecipient() throws Exception {
    byte[] sealed = sealed(CONTEXT, table);
    Receipt receipt = receipt(sealed, table);
    keys = new Keystore(state, new SecureRandom()).user("max");
    assertRefused(sealed, receipt, "not-a-recipient");
  }

  private void assertRefused(byte[] sealed, Receipt receipt, String code) {
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> ResultOpener.open(sealed, receipt, keys))
        .matches(refused -> refused.code().equals(code));
  }

  private byte[] sealed(JobContext context, ResultTable content) {
    byte[] document = new ResultDocument(context, content.encode(), KEY).encode();
    SealedEnvelope envelope =
        SealedEnvelope.seal(
            keys.recipient().publicKey(), Labels.RESULT, context.encode(), document);
    Digest recipient = keys.recipient().publicKey().digest();
    return new SealedResult(context, List.of(new SealedResult.Addressed(recipient, envelope)))
        .encode();
  }

  private static Receipt receipt(byte[] sealed, ResultTable agreed) {
    return new Receipt(
        CONTEXT,
        List.of(),
        SOME,
        ResultDigest.of(KEY, agreed.encode()),
        Digest.of(sealed),
        new KeyId(SOME),
        new byte[32],
        "simulated",
        5,
        SOME,
        1,
        2,
        SOME,
        SOME,
        1);
  }
}
