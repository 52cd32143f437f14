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

  @FuzzTest
  void quote(byte[] bytes) {
    try {
      Quote quote = QuoteParser.parse(Octets.of(bytes));
      assertThat(Octets.of(bytes).slice(0, quote.signed().size())).isEqualTo(quote.signed());
    } catch (MalformedException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @FuzzTest
  void evidence(byte[] bytes) {
    try {
      assertThat(Evidence.decode(bytes).encode()).isEqualTo(bytes);
    } catch (MalformedException refused) {
      assertThat(refused).isNotNull();
    }
  }

  @FuzzTest
  void certificate(byte[] bytes) {
    parse(() -> Certificate.parse(Octets.of(bytes)).subject());
  }

  @FuzzTest
  void pemChain(byte[] bytes) {
    parse(() -> PemChain.parse(Octets.of(bytes)));
  }

  @FuzzTest
  void revocationList(byte[] bytes) {
    parse(() -> RevocationList.parse(Octets.of(bytes)).nextUpdate());
  }

  @FuzzTest
  void json(byte[] bytes) {
    parse(() -> JsonReader.value(bytes, MAX_JSON));
  }

  @FuzzTest
  void tcbInfo(byte[] bytes) {
    parse(() -> TcbInfoParser.parse(Octets.of(bytes)));
  }

  @FuzzTest
  void qeIdentity(byte[] bytes) {
    parse(() -> QeIdentityParser.parse(Octets.of(bytes)));
  }

  @FuzzTest
  void collateral(byte[] bytes) {
    parse(() -> CollateralJson.read(bytes));
  }

  @FuzzTest
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
