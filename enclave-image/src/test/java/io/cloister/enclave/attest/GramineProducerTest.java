// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.testing.FakeGramine;
import io.cloister.enclave.testing.TestQuote;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

final class GramineProducerTest {
  private static final ReportData ASKED = ReportData.padded(new byte[] {4, 2});

  private final FakeGramine files = new FakeGramine();
  private final GramineProducer producer = new GramineProducer(files, FakeGramine.FOLDER);

  @Test
  void returnsTheQuoteOverTheReportData() throws IOException {
    assertThat(producer.attest(ASKED))
        .isEqualTo(new Evidence.SgxEvidence(Octets.of(TestQuote.sgx(ASKED.toBytes()))));
  }

  @Test
  void givesEachOfManyThreadsItsOwnQuote() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<Evidence>> quotes = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        ReportData own = ReportData.padded(new byte[] {(byte) i});
        quotes.add(threads.submit(() -> producer.attest(own)));
      }
      for (Future<Evidence> quote : quotes) {
        assertThat(quote.get()).isNotNull(); // it throws if the quote is another's
      }
    }
  }

  @Test
  void saysWhatTheManifestLacks() {
    files.type = "none\n";
    assertThatThrownBy(() -> producer.attest(ASKED))
        .hasMessageContaining("attests by 'none'")
        .hasMessageContaining("sgx.remote_attestation");
  }

  @Test
  void refusesWhatIsNoQuote() {
    files.quotes = _ -> new byte[0];
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("no sgx evidence");
    files.quotes = data -> Arrays.copyOf(TestQuote.sgx(data), 900);
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("no sgx evidence");
    files.quotes = _ -> new byte[Evidence.MAX_SIZE + 1];
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("too long");
  }

  @Test
  void passesOnThatTheReportDataIsNotTaken() {
    files.refusesWrites = true;
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessage("Permission denied");
  }
}
