// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;

/// Evidence of the right form with nothing proven: unsigned quotes and reports that carry report
/// data.
public final class TestQuote {
  private static final byte[] INTEL = HexFormat.of().parseHex("939a7233f79c4ca9940a0db3957f0607");
  private static final int SGX_BODY = 384;
  private static final int TD_BODY = 584;
  private static final int SNP_REPORT = 1184;

  private TestQuote() {}

  /// Version 3, over an enclave's report.
  public static byte[] sgx(byte[] reportData) {
    ByteBuffer quote = header(3, 0).put(48 + 320, reportData).position(48 + SGX_BODY);
    int length = 64 + 64 + SGX_BODY + 64 + 2 + 2 + 4;
    quote.putInt(length);
    return finish(quote, length, 64 + 64 + SGX_BODY + 64);
  }

  /// Version 4, over a TD's report.
  public static byte[] tdx(byte[] reportData) {
    ByteBuffer quote = header(4, 0x81).put(48 + 520, reportData).position(48 + TD_BODY);
    int nested = SGX_BODY + 64 + 2 + 2 + 4;
    int length = 64 + 64 + 2 + 4 + nested;
    quote.putInt(length);
    quote.putShort(quote.position() + 128, (short) 6).putInt(quote.position() + 130, nested);
    return finish(quote, length, 64 + 64 + 6 + SGX_BODY + 64);
  }

  /// A SEV-SNP report.
  public static byte[] snp(byte[] reportData) {
    return ByteBuffer.allocate(SNP_REPORT).put(0, new byte[] {2}).put(0x50, reportData).array();
  }

  private static ByteBuffer header(int version, int tee) {
    return ByteBuffer.allocate(4096)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putShort((short) version)
        .putShort((short) 2)
        .putInt(tee)
        .putInt(0)
        .put(INTEL);
  }

  /// The certification at the end: no data of the quoting enclave, an empty chain.
  private static byte[] finish(ByteBuffer quote, int length, int beforeCertification) {
    int start = quote.position();
    quote.putShort(start + beforeCertification + 2, (short) 5);
    byte[] bytes = new byte[start + length];
    quote.get(0, bytes);
    return bytes;
  }
}
