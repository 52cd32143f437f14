// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.attestation.Evidence.SgxEvidence;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.device.DeviceException;
import io.cloister.enclave.testing.FakeSgx;
import io.cloister.enclave.testing.TestQuote;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OcclumProducerTest {
  private static final ReportData ASKED = ReportData.padded(new byte[] {4, 2});

  private final FakeSgx enclave = new FakeSgx();
  private final OcclumProducer producer = new OcclumProducer(enclave);

  @AfterEach
  void leavesNoDeviceOpen() {
    assertThat(enclave.open).isZero();
  }

  @Test
  void returnsTheQuoteOverTheReportDataAndNoByteMore() throws IOException {
    SgxEvidence evidence = (SgxEvidence) producer.attest(ASKED);
    assertThat(evidence.bytes().toBytes()).isEqualTo(TestQuote.sgx(ASKED.toBytes()));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 256 * 1024 + 1, 100})
  void refusesAnAnnouncedSizeThatNoQuoteHas(int size) {
    enclave.announced = size;
    assertThatThrownBy(() -> producer.attest(ASKED)).isInstanceOf(DeviceException.class);
  }

  @Test
  void refusesAQuoteOverOtherReportData() {
    enclave.quotes = _ -> TestQuote.sgx(new byte[64]);
    assertThatThrownBy(() -> producer.attest(ASKED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("other report data");
  }

  @Test
  void refusesATruncatedQuoteAndAnotherTee() {
    enclave.quotes = data -> Arrays.copyOf(TestQuote.sgx(data), 500);
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("no sgx evidence");
    enclave.quotes = TestQuote::tdx;
    assertThatThrownBy(() -> producer.attest(ASKED)).hasMessageContaining("other TEE");
  }

  @ParameterizedTest
  @CsvSource({"11, not ready", "16, EBUSY", "19, offers no evidence", "22, EINVAL", "25, ENOTTY"})
  void saysWhyTheDeviceRefuses(int errno, String reason) {
    for (int request : new int[] {0x80047307, 0xC0187308}) {
      enclave.failing = request;
      enclave.errno = errno;
      assertThatThrownBy(() -> producer.attest(ASKED))
          .isInstanceOf(DeviceException.class)
          .hasMessageContaining(reason)
          .extracting(e -> ((DeviceException) e).errno())
          .isEqualTo(errno);
    }
  }

  @Test
  void saysThatThisIsNoEnclave() {
    assertThatThrownBy(() -> OcclumProducer.ofEnclave().attest(ASKED))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("cannot open /dev/sgx");
  }
}
