// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Evidence;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import io.cloister.attestation.SignedText;
import io.cloister.attestation.intel.TestAuthority.Subject;
import io.cloister.attestation.x509.Certificate;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.bouncycastle.asn1.x509.Extension;
import org.jspecify.annotations.Nullable;

/// Mints quotes and collateral of an Intel that exists in one test only. Every field is good until
/// a test changes it.
final class Mint {
  static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
  static final Instant LONG_AGO = Instant.parse("2024-01-01T00:00:00Z");
  static final String TDX_SIGNER = "00".repeat(48);

  final TestKey rootKey = new TestKey();
  final TestKey authorityKey = new TestKey();
  final TestKey pckKey = new TestKey();
  final TestKey attestationKey = new TestKey();
  TestKey tcbSigningKey = new TestKey();
  TestKey qeSigningKey = pckKey;
  TestKey quoteSigningKey = attestationKey;

  EvidenceKind kind = EvidenceKind.SGX;
  int version = 3;
  int bodyType;
  byte[] cpuSvn = filled(16, 5);
  int pceSvn = 13;
  byte[] teeTcbSvn = filled(16, 5);
  byte[] currentTcbSvn = filled(16, 5);
  byte[] tdAttributes = {0, 0, 0, 0x10, 0, 0, 0, 0};
  int qeSvn = 8;
  int qeAttributes = 0x11;
  byte[] qeAuthenticationData = filled(32, 7);

  String pckName = "Intel SGX PCK Certificate";
  String authorityName = "Intel SGX PCK Platform CA";
  String tcbSigningName = "Intel SGX TCB Signing";
  List<Extension> authorityExtensions = TestAuthority.authority();
  Instant pckNotBefore = LONG_AGO;
  List<Integer> revokedByRoot = List.of();
  List<Integer> revokedByAuthority = List.of();

  @Nullable Instant listsIssued;
  String fmspc = "50806F000000";
  String pceId = "0000";
  String issueDate = "2026-05-20T00:00:00Z";
  String nextUpdate = "2026-06-19T00:00:00Z";
  String levels = level(5, 13, 5, "UpToDate", "");
  String modules = "";
  String qeLevels = svnLevel(8, "UpToDate", "");

  static Mint tdx(int version, int bodyType) {
    Mint mint = new Mint();
    mint.kind = EvidenceKind.TDX;
    mint.version = version;
    mint.bodyType = bodyType;
    mint.teeTcbSvn[1] = 0;
    mint.currentTcbSvn[1] = 0;
    mint.levels = level(5, 13, 0, "UpToDate", "");
    return mint;
  }

  static String level(int sgx, int pce, int tdx, String status, String advisory) {
    return """
    {"tcb":{"sgxtcbcomponents":[%s],"pcesvn":%d,"tdxtcbcomponents":[%s]},\
    "tcbDate":"2025-11-12T00:00:00Z","tcbStatus":"%s","advisoryIDs":[%s]}\
    """
        .formatted(components(sgx), pce, components(tdx), status, quoted(advisory));
  }

  static String svnLevel(int svn, String status, String advisory) {
    return """
    {"tcb":{"isvsvn":%d},"tcbDate":"2025-01-01T00:00:00Z","tcbStatus":"%s","advisoryIDs":[%s]}\
    """
        .formatted(svn, status, quoted(advisory));
  }

  static String module(String id, String levels) {
    return """
    {"id":"%s","mrsigner":"%s","attributes":"0000000000000000","tcbLevels":[%s]}\
    """
        .formatted(id, TDX_SIGNER, levels);
  }

  Certificate root() {
    try {
      return Certificate.parse(rootDer());
    } catch (MalformedException e) {
      throw new AssertionError(e);
    }
  }

  Evidence evidence() {
    return Evidence.of(kind, Octets.of(quote()));
  }

  IntelCollateral collateral() {
    TestAuthority root = new TestAuthority("Intel SGX Root CA", rootKey);
    TestAuthority authority = new TestAuthority(authorityName, authorityKey);
    Octets signer = root.issue(new Subject(tcbSigningName, tcbSigningKey, 3, LONG_AGO, List.of()));
    Octets signerChain = TestAuthority.pem(signer, rootDer());
    return new IntelCollateral(
        signed(tcbInfo(), signerChain),
        signed(qeIdentity(), signerChain),
        root.revoke(lists(), revokedByRoot),
        authority.revoke(lists(), revokedByAuthority),
        TestAuthority.pem(authorityDer(), rootDer()));
  }

  private Instant lists() {
    return listsIssued == null ? Instant.parse(issueDate) : listsIssued;
  }

  private SignedText signed(String body, Octets chain) {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    return new SignedText(Octets.of(bytes), tcbSigningKey.sign(bytes), chain);
  }

  private String tcbInfo() {
    String tdx =
        kind == EvidenceKind.TDX
            ? """
            "tdxModule":{"mrsigner":"%s","attributes":"0000000000000000"},%s\
            """
                .formatted(
                    TDX_SIGNER,
                    modules.isEmpty() ? "" : "\"tdxModuleIdentities\":[" + modules + "],")
            : "";
    return """
    {"id":"%s","version":3,"issueDate":"%s","nextUpdate":"%s","fmspc":"%s","pceId":"%s",\
    "tcbType":0,"tcbEvaluationDataNumber":19,%s"tcbLevels":[%s]}\
    """
        .formatted(kind, issueDate, nextUpdate, fmspc, pceId, tdx, levels);
  }

  private String qeIdentity() {
    return """
    {"id":"%s","version":2,"issueDate":"%s","nextUpdate":"%s",\
    "tcbEvaluationDataNumber":18,"miscselect":"00000000","miscselectMask":"FFFFFFFF",\
    "attributes":"11000000000000000000000000000000",\
    "attributesMask":"FBFFFFFFFFFFFFFF0000000000000000","mrsigner":"%s","isvprodid":1,\
    "tcbLevels":[%s]}\
    """
        .formatted(
            kind == EvidenceKind.TDX ? "TD_QE" : "QE",
            issueDate,
            nextUpdate,
            "8c".repeat(32),
            qeLevels);
  }

  private byte[] quote() {
    byte[] signed = concat(header(), body());
    byte[] qeReport = qeReport();
    byte[] certification =
        concat(
            qeReport,
            qeSigningKey.sign(qeReport).toBytes(),
            le(2, qeAuthenticationData.length),
            qeAuthenticationData,
            le(2, 5),
            sized(pckChain().toBytes()));
    byte[] auth =
        concat(
            quoteSigningKey.sign(signed).toBytes(),
            attestationKey.coordinates().toBytes(),
            version == 3 ? certification : concat(le(2, 6), sized(certification)));
    return concat(signed, sized(auth));
  }

  private byte[] header() {
    return concat(
        le(2, version),
        le(2, 2),
        le(4, kind == EvidenceKind.TDX ? 0x81 : 0),
        new byte[4],
        Octets.ofHex("939a7233f79c4ca9940a0db3957f0607").toBytes(),
        new byte[20]);
  }

  private byte[] body() {
    byte[] body = kind == EvidenceKind.TDX ? tdReport() : enclaveReport(0x05, 0, new byte[64]);
    return version == 5 ? concat(le(2, bodyType), le(4, body.length), body) : body;
  }

  private byte[] tdReport() {
    int size = bodyType == 4 ? 885 : bodyType == 3 ? 648 : 584;
    byte[] report = new byte[size];
    System.arraycopy(teeTcbSvn, 0, report, 0, 16);
    System.arraycopy(tdAttributes, 0, report, 120, 8);
    if (size > 584) {
      System.arraycopy(currentTcbSvn, 0, report, 584, 16);
    }
    return report;
  }

  private byte[] qeReport() {
    Digest vouched = Digest.of(attestationKey.coordinates().toBytes(), qeAuthenticationData);
    return enclaveReport(qeAttributes, qeSvn, Arrays.copyOf(vouched.bytes(), 64));
  }

  private static byte[] enclaveReport(int attributes, int svn, byte[] reportData) {
    byte[] report = new byte[384];
    report[48] = (byte) attributes;
    Arrays.fill(report, 128, 160, (byte) 0x8c);
    report[256] = 1;
    report[258] = (byte) svn;
    System.arraycopy(reportData, 0, report, 320, 64);
    return report;
  }

  private Octets pckChain() {
    TestAuthority authority = new TestAuthority(authorityName, authorityKey);
    List<Extension> extensions = new ArrayList<>();
    extensions.add(
        TestAuthority.extension("1.2.840.113741.1.13.1", SgxExtensions.of(cpuSvn, pceSvn)));
    Octets pck = authority.issue(new Subject(pckName, pckKey, 5, pckNotBefore, extensions));
    return TestAuthority.pem(pck, authorityDer(), rootDer());
  }

  private Octets rootDer() {
    return memo(
        0,
        new TestAuthority("Intel SGX Root CA", rootKey),
        new Subject("Intel SGX Root CA", rootKey, 1, LONG_AGO, TestAuthority.authority()));
  }

  private Octets authorityDer() {
    return memo(
        1,
        new TestAuthority("Intel SGX Root CA", rootKey),
        new Subject(authorityName, authorityKey, 2, LONG_AGO, authorityExtensions));
  }

  private final Octets[] memory = new Octets[2];

  /// ECDSA is not deterministic here, and a certificate must be the same wherever it occurs.
  private Octets memo(int slot, TestAuthority issuer, Subject subject) {
    if (memory[slot] == null) {
      memory[slot] = issuer.issue(subject);
    }
    return memory[slot];
  }

  private static String components(int svn) {
    return String.join(",", Collections.nCopies(16, "{\"svn\":" + svn + "}"));
  }

  private static String quoted(String text) {
    return text.isEmpty() ? "" : '"' + text + '"';
  }

  static byte[] filled(int size, int value) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static byte[] sized(byte[] bytes) {
    return concat(le(4, bytes.length), bytes);
  }

  private static byte[] le(int size, int value) {
    byte[] four = ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array();
    return Arrays.copyOf(four, size);
  }

  private static byte[] concat(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
