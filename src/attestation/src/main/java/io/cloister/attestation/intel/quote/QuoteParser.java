// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.quote;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.MalformedException;

/// Parses quotes of versions 3, 4 and 5 (Intel SGX and TDX DCAP quote formats).
///
/// Every length must fit and every nested structure be consumed to its end. What follows the
/// signature data is ignored, as it is not signed: real TDX quotes are padded.
public final class QuoteParser {
  private static final int SIGNATURE_SIZE = 64;
  private static final int KEY_SIZE = 64;
  private static final int ECDSA_P256 = 2;
  private static final long TEE_SGX = 0;
  private static final long TEE_TDX = 0x81;
  private static final Octets INTEL = Octets.ofHex("939a7233f79c4ca9940a0db3957f0607");
  private static final int CERTIFIED_BY_PEM_CHAIN = 5;
  private static final int CERTIFIED_BY_QE_REPORT = 6;

  private final Octets quote;
  private final QuoteReader in;

  private QuoteParser(Octets quote) {
    this.quote = quote;
    this.in = new QuoteReader(quote);
  }

  /// Parses one quote.
  ///
  /// @throws MalformedException if it is of an unknown kind or not well-formed
  public static Quote parse(Octets quote) throws MalformedException {
    return new QuoteParser(quote).parse();
  }

  /// Whether the header says that this quote is of a TD. Nothing else is looked at.
  public static boolean claimsTd(Octets quote) {
    return quote.size() > 4 && quote.at(4) == TEE_TDX;
  }

  private Quote parse() throws MalformedException {
    int version = in.u16();
    if (version < 3 || version > 5) {
      throw new MalformedException("expected a quote of version 3, 4 or 5");
    }
    long tee = header(version);
    ReportBody body = version == 5 ? describedBody(tee) : body(tee);
    Octets signed = quote.slice(0, in.position());
    QuoteReader auth = new QuoteReader(in.take(in.u32()));
    Octets signature = auth.take(SIGNATURE_SIZE);
    Octets attestationKey = auth.take(KEY_SIZE);
    QuoteReader certification = version == 3 ? auth : nested(auth);
    EnclaveReport quotingEnclave = new EnclaveReport(certification.take(EnclaveReport.SIZE));
    Octets quotingEnclaveSignature = certification.take(SIGNATURE_SIZE);
    Octets authenticationData = certification.take(certification.u16());
    Octets pckChain = pckChain(certification);
    return new Quote(
        body,
        signed,
        signature,
        attestationKey,
        quotingEnclave,
        quotingEnclaveSignature,
        authenticationData,
        pckChain);
  }

  /// The rest of the header after the version: 46 bytes. Returns the TEE type.
  private long header(int version) throws MalformedException {
    int keyType = in.u16();
    long tee = in.u32();
    in.take(4);
    Octets vendor = in.take(16);
    in.take(20);
    if (keyType != ECDSA_P256 || !vendor.equals(INTEL)) {
      throw new MalformedException("expected an ECDSA P-256 quote by Intel's quoting enclave");
    }
    if (tee != TEE_SGX && (tee != TEE_TDX || version == 3)) {
      throw new MalformedException("expected a TEE that this version can quote");
    }
    return tee;
  }

  private ReportBody body(long tee) throws MalformedException {
    return tee == TEE_SGX
        ? new EnclaveReport(in.take(EnclaveReport.SIZE))
        : new TdReport(in.take(TdReport.SIZE_1_0));
  }

  /// Version 5 names the body's type and size; these and the TEE type must agree.
  private ReportBody describedBody(long tee) throws MalformedException {
    int type = in.u16();
    long size = in.u32();
    int expected =
        switch (type) {
          case 1 -> EnclaveReport.SIZE;
          case 2 -> TdReport.SIZE_1_0;
          case 3 -> TdReport.SIZE_1_5;
          case 4 -> TdReport.SIZE_1_5_EXTENDED;
          default -> throw new MalformedException("expected a known type of body");
        };
    if (size != expected || (type == 1) != (tee == TEE_SGX)) {
      throw new MalformedException("expected a body of its type's size and TEE");
    }
    Octets bytes = in.take(size);
    return type == 1 ? new EnclaveReport(bytes) : new TdReport(bytes);
  }

  /// Since version 4 the quoting enclave's report and its certification are one nested structure.
  private static QuoteReader nested(QuoteReader auth) throws MalformedException {
    if (auth.u16() != CERTIFIED_BY_QE_REPORT) {
      throw new MalformedException("expected the quoting enclave's report");
    }
    QuoteReader nested = new QuoteReader(auth.take(auth.u32()));
    auth.end();
    return nested;
  }

  private static Octets pckChain(QuoteReader certification) throws MalformedException {
    if (certification.u16() != CERTIFIED_BY_PEM_CHAIN) {
      throw new MalformedException("expected the PCK certificate's chain in the quote");
    }
    Octets chain = certification.take(certification.u32());
    certification.end();
    return chain;
  }
}
