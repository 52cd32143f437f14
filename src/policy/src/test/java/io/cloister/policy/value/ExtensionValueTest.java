// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtensionValueTest {
  @ParameterizedTest
  @CsvSource({
    "1.0, 10000",
    "-0.5, -5000",
    "00.0001, 1",
    "922337203685477.5807, 9223372036854775807",
    "-922337203685477.5808, -9223372036854775808",
  })
  void parsesDecimals(String text, long tenThousandths) {
    DecimalValue value = DecimalValue.parse(text);

    assertThat(value.tenThousandths()).isEqualTo(tenThousandths);
    assertThat(DecimalValue.parse(value.text())).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        ".",
        "1",
        "1.",
        ".1",
        "1.00000",
        "+1.0",
        "1.0 ",
        "--1.0",
        "1.-1",
        "922337203685477.5808",
        "-922337203685477.5809",
        "99999999999999999999.0",
        "１.０"
      })
  void refusesOtherDecimals(String text) {
    refused(() -> DecimalValue.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "1970-01-01, 0",
    "2024-02-29, 1709164800000",
    "1969-12-31T23:59:59Z, -1000",
    "1970-01-01T00:00:00.007Z, 7",
    "1970-01-01T01:30:00+0130, 0",
    "1970-01-01T00:00:00.500-2359, 86340500",
    "0000-01-01, -62167219200000",
    "9999-12-31T23:59:59.999Z, 253402300799999",
  })
  void parsesDatetimes(String text, long epochMilliseconds) {
    DatetimeValue value = DatetimeValue.parse(text);

    assertThat(value.epochMilliseconds()).isEqualTo(epochMilliseconds);
    assertThat(value.text().map(DatetimeValue::parse)).hasValue(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "2026",
        "2026-13-01",
        "2026-02-29",
        "26-01-01",
        "2026-01-01T00:00:00",
        "2026-01-01T00:00Z",
        "2026-01-01T24:00:00Z",
        "2026-01-01T00:60:00Z",
        "2026-01-01T00:00:60Z",
        "2026-01-01T00:00:00.1Z",
        "2026-01-01T00:00:00+01:00",
        "2026-01-01T00:00:00+2400",
        "2026-01-01T00:00:00+0060",
        "2026-01-01t00:00:00Z",
        "2026-01-01T00:00:00ZZ",
        "+2026-01-01",
        "2026-01-01 ",
        "2026-01-01T00:00:00*0100"
      })
  void refusesOtherDatetimes(String text) {
    refused(() -> DatetimeValue.parse(text));
  }

  @Test
  void writesYearsBeyondFourDigitsAsAnOffset() {
    DatetimeValue far = new DatetimeValue(Long.MAX_VALUE);

    assertThat(far.text()).isEmpty();
    assertThat(ValueJson.read(ValueJson.write(far))).isEqualTo(far);
  }

  @ParameterizedTest
  @CsvSource({
    "1d2h3m4s5ms, 93784005",
    "-1h, -3600000",
    "0ms, 0",
    "5m, 300000",
    "5ms, 5",
    "9223372036854775807ms, 9223372036854775807",
    "-9223372036854775808ms, -9223372036854775808",
  })
  void parsesDurations(String text, long milliseconds) {
    DurationValue value = DurationValue.parse(text);

    assertThat(value.milliseconds()).isEqualTo(milliseconds);
    assertThat(DurationValue.parse(value.text())).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "1",
        "d",
        "1h1d",
        "1d1d",
        "1 d",
        "1D",
        "--1d",
        "1d-1h",
        "1us",
        "9223372036854775808ms",
        "106751991168d",
        "99999999999999999999ms"
      })
  void refusesOtherDurations(String text) {
    refused(() -> DurationValue.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, 127.0.0.1",
    "10.0.0.0/8, 10.0.0.0/8",
    "255.255.255.255/32, 255.255.255.255",
    "::, 0:0:0:0:0:0:0:0",
    "::1/128, 0:0:0:0:0:0:0:1",
    "1::, 1:0:0:0:0:0:0:0",
    "FFFF:a:b::c/48, ffff:a:b:0:0:0:0:c/48",
    "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0",
  })
  void parsesAddresses(String text, String written) {
    IpValue value = IpValue.parse(text);

    assertThat(value.text()).isEqualTo(written);
    assertThat(IpValue.parse(written)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1.2.3",
        "1.2.3.4.5",
        "256.0.0.1",
        "01.2.3.4",
        "1.2.3.4/33",
        "1.2.3.4/",
        "1.2.3.4/08",
        "::1/129",
        ":::",
        "1::2::3",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8::",
        "::ffff:1.2.3.4",
        "12345::",
        "g::",
        "::1%eth0",
        "1.2.3.4 ",
        ":1::"
      })
  void refusesOtherAddresses(String text) {
    refused(() -> IpValue.parse(text));
  }

  @ParameterizedTest
  @CsvSource({
    "10.1.2.3, 10.0.0.0/8, true",
    "10.0.0.0/7, 10.0.0.0/8, false",
    "11.0.0.0, 10.0.0.0/8, false",
    "1.2.3.4, 0.0.0.0/0, true",
    "1.2.3.4, ::/0, false",
    "2001:db8:1::, 2001:db8::/32, true",
    "2001:db8:0:1:8000::, 2001:db8:0:1::/65, false",
    "2001:db8:0:1:7000::, 2001:db8:0:1::/65, true",
    "::1, ::/0, true",
    "8000::, ::/1, false",
  })
  void comparesRanges(String inner, String outer, boolean within) {
    assertThat(IpValue.parse(inner).isInRange(IpValue.parse(outer))).isEqualTo(within);
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1, true, false",
    "127.0.0.0/7, false, false",
    "::1, true, false",
    "::1/127, false, false",
    "224.0.0.0/4, false, true",
    "ff00::/8, false, true",
    "fe00::, false, false",
  })
  void knowsLoopbackAndMulticast(String text, boolean loopback, boolean multicast) {
    assertThat(IpValue.parse(text).isLoopback()).isEqualTo(loopback);
    assertThat(IpValue.parse(text).isMulticast()).isEqualTo(multicast);
  }

  private static void refused(org.assertj.core.api.ThrowableAssert.ThrowingCallable parsing) {
    assertThatThrownBy(parsing)
        .isInstanceOfSatisfying(
            EvaluationException.class,
            failure -> assertThat(failure.fault()).isEqualTo(Fault.EXTENSION));
  }
}
