// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.cloister.attestation.appraisal.AppraisalPolicyReader;
import io.cloister.attestation.intel.collateral.CollateralJson;
import io.cloister.attestation.intel.collateral.QeIdentityParser;
import io.cloister.attestation.intel.collateral.TcbInfoParser;
import io.cloister.attestation.intel.quote.Quote;
import io.cloister.attestation.intel.quote.QuoteParser;
import io.cloister.attestation.json.JsonReader;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.PemChain;
import io.cloister.attestation.x509.RevocationList;
import io.cloister.protocol.encoding.MalformedException;

/// Whatever the bytes, a parser answers with a value or a [MalformedException].
class ParsersFuzzer {
  private static final int MAX_JSON = 1 << 20;

  @FuzzTest(maxDuration = "10m")
  void quote(byte[] bytes) {
    try {
      Quote quote = QuoteParser.parse(Octets.of(bytes));
      assertThat(Octets.of(bytes).slice(0, quote.signed().size())).isEqualTo(quote.signed());
    } catch (MalformedException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @FuzzTest(maxDuration = "10m")
  void evidence(byte[] bytes) {
    try {
      assertThat(Evidence.decode(bytes).encode()).isEqualTo(bytes);
    } catch (MalformedException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @FuzzTest(maxDuration = "10m")
  void certificate(byte[] bytes) {
    parse(() -> Certificate.parse(Octets.of(bytes)).subject());
  }

  @FuzzTest(maxDuration = "10m")
  void pemChain(byte[] bytes) {
    parse(() -> PemChain.parse(Octets.of(bytes)));
  }

  @FuzzTest(maxDuration = "10m")
  void revocationList(byte[] bytes) {
    parse(() -> RevocationList.parse(Octets.of(bytes)).nextUpdate());
  }

  @FuzzTest(maxDuration = "10m")
  void json(byte[] bytes) {
    parse(() -> JsonReader.value(bytes, MAX_JSON));
  }

  @FuzzTest(maxDuration = "10m")
  void tcbInfo(byte[] bytes) {
    parse(() -> TcbInfoParser.parse(Octets.of(bytes)));
  }

  @FuzzTest(maxDuration = "10m")
  void qeIdentity(byte[] bytes) {
    parse(() -> QeIdentityParser.parse(Octets.of(bytes)));
  }

  @FuzzTest(maxDuration = "10m")
  void collateral(byte[] bytes) {
    parse(() -> CollateralJson.read(bytes));
  }

  @FuzzTest(maxDuration = "10m")
  void policy(byte[] bytes) {
    parse(() -> AppraisalPolicyReader.read(bytes));
  }

  @FunctionalInterface
  private interface Parsing {
    Object parse() throws MalformedException;
  }

  private static void parse(Parsing parsing) {
    try {
      assertThat(parsing.parse()).isNotNull();
    } catch (MalformedException refused) {
      assertThat(refused).isNotNull();
    }
  }
}
