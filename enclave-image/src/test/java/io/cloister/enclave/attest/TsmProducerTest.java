// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.testing.FakeTsm;
import io.cloister.enclave.testing.TestQuote;
import java.io.IOException;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class TsmProducerTest {
  private static final ReportData ASKED = ReportData.padded(new byte[] {4, 2});
  private static final int ATTEMPTS = 5;

  private final FakeTsm kernel = new FakeTsm();
  private final AtomicInteger entries = new AtomicInteger();
  private final TsmProducer producer =
      new TsmProducer(kernel, TsmProducer.FOLDER, () -> "entry-" + entries.incrementAndGet());

  @AfterEach
  void leavesNoEntry() {
    assertThat(kernel.entries).isEmpty();
  }

  @Test
  void returnsATdsQuote() throws IOException {
    assertThat(producer.attest(ASKED))
        .isEqualTo(new Evidence.TdxEvidence(Octets.of(TestQuote.tdx(ASKED.toBytes()))));
    assertThat(kernel.made).isEqualTo(1);
  }

  @Test
  void returnsAnSnpReport() throws IOException {
    kernel.provider = "sev_guest\n";
    kernel.reports = TestQuote::snp;
    assertThat(producer.attest(ASKED))
        .isEqualTo(new Evidence.SnpEvidence(Octets.of(TestQuote.snp(ASKED.toBytes()))));
  }

  @Test
  void takesANewEntryAfterSomebodyElseWroteToItsOwn() throws IOException {
    kernel.disturbed = 2;
    assertThat(producer.attest(ASKED)).isInstanceOf(Evidence.TdxEvidence.class);
    assertThat(kernel.made).isEqualTo(3);
  }

  @Test
  void givesUpOnOneWhoNeverStopsWriting() {
    kernel.disturbed = Integer.MAX_VALUE;
    assertThatThrownBy(() -> producer.attest(ASKED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("5 attempts")
        .hasMessageContaining("written to by somebody else");
    assertThat(kernel.made).isEqualTo(ATTEMPTS);
  }

  @Test
  void asksAgainWhileTheDeviceIsBusy() throws IOException {
    kernel.busy = ATTEMPTS - 1;
    assertThat(producer.attest(ASKED)).isInstanceOf(Evidence.TdxEvidence.class);
    kernel.busy = ATTEMPTS;
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("resource busy");
  }

  @Test
  void refusesEvidenceOfAWrongLengthOrOverOtherData() {
    kernel.reports = data -> Arrays.copyOf(TestQuote.tdx(data), 600);
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("no tdx evidence");
    kernel.reports = _ -> TestQuote.tdx(new byte[64]);
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("other report data");
    kernel.provider = "sev_guest";
    kernel.reports = _ -> new byte[1183];
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("not 1183");
  }

  @Test
  void refusesAProviderThatItDoesNotKnow() {
    kernel.provider = "arm_cca_guest\n";
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("arm_cca_guest");
  }
}
