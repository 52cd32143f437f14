// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.intel.collateral.PckCertificate.PckClaims;
import io.cloister.attestation.x509.Der;
import io.cloister.protocol.encoding.MalformedException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1OctetString;
import org.bouncycastle.asn1.ASN1Sequence;

/// Reads the SGX extension of a PCK certificate (Intel SGX PCK Certificate and CRL Profile, section
/// 1.3.5): a sequence of pairs of an object identifier and a value.
final class SgxExtension {
  static final String OID = "1.2.840.113741.1.13.1";

  private static final String PPID = OID + ".1";
  private static final String TCB = OID + ".2";
  private static final String PCE_SVN = TCB + ".17";
  private static final String CPU_SVN = TCB + ".18";
  private static final String PCE_ID = OID + ".3";
  private static final String FMSPC = OID + ".4";
  private static final String PLATFORM_INSTANCE = OID + ".6";

  private static final int ID_SIZE = 16;
  private static final int MAX_SVN = 0xff;
  private static final int MAX_PCE_SVN = 0xffff;

  private SgxExtension() {}

  static PckClaims parse(byte[] extension) throws RefusalException {
    try {
      return Der.read(extension, decoded -> claims(pairs(decoded)));
    } catch (MalformedException e) {
      throw new RefusalException(Reason.CHAIN, "the SGX extension is not well-formed");
    }
  }

  private static PckClaims claims(Map<String, ASN1Encodable> outer) throws MalformedException {
    Map<String, ASN1Encodable> tcb = pairs(get(outer, TCB));
    Octets cpuSvn = components(tcb);
    if (!cpuSvn.equals(octets(tcb, CPU_SVN, PlatformLevel.COMPONENTS))) {
      throw new MalformedException("expected CPUSVN to be its components");
    }
    return new PckClaims(
        cpuSvn,
        integer(tcb, PCE_SVN, MAX_PCE_SVN),
        octets(outer, PCE_ID, 2),
        octets(outer, FMSPC, 6),
        platformIds(outer));
  }

  private static Octets components(Map<String, ASN1Encodable> tcb) throws MalformedException {
    byte[] svns = new byte[PlatformLevel.COMPONENTS];
    for (int i = 0; i < svns.length; i++) {
      svns[i] = (byte) integer(tcb, TCB + "." + (i + 1), MAX_SVN);
    }
    return Octets.of(svns);
  }

  /// PPID always; the platform instance only under the Platform CA. Zero names nobody.
  private static Set<Octets> platformIds(Map<String, ASN1Encodable> outer)
      throws MalformedException {
    Set<Octets> ids = new HashSet<>();
    ids.add(octets(outer, PPID, ID_SIZE));
    if (outer.containsKey(PLATFORM_INSTANCE)) {
      ids.add(octets(outer, PLATFORM_INSTANCE, ID_SIZE));
    }
    ids.removeIf(Octets::isZero);
    return ids;
  }

  private static Map<String, ASN1Encodable> pairs(ASN1Encodable sequence)
      throws MalformedException {
    Map<String, ASN1Encodable> pairs = new HashMap<>();
    for (ASN1Encodable element : ASN1Sequence.getInstance(sequence)) {
      ASN1Sequence pair = ASN1Sequence.getInstance(element);
      String oid = ASN1ObjectIdentifier.getInstance(pair.getObjectAt(0)).getId();
      if (pair.size() != 2 || pairs.put(oid, pair.getObjectAt(1)) != null) {
        throw new MalformedException("expected pairs, none twice");
      }
    }
    return pairs;
  }

  private static ASN1Encodable get(Map<String, ASN1Encodable> pairs, String oid)
      throws MalformedException {
    ASN1Encodable value = pairs.get(oid);
    if (value == null) {
      throw new MalformedException("expected " + oid);
    }
    return value;
  }

  private static Octets octets(Map<String, ASN1Encodable> pairs, String oid, int size)
      throws MalformedException {
    byte[] found = ASN1OctetString.getInstance(get(pairs, oid)).getOctets();
    if (found.length != size) {
      throw new MalformedException("expected " + size + " bytes of " + oid);
    }
    return Octets.of(found);
  }

  private static int integer(Map<String, ASN1Encodable> pairs, String oid, int max)
      throws MalformedException {
    BigInteger value = ASN1Integer.getInstance(get(pairs, oid)).getValue();
    if (value.signum() < 0 || value.compareTo(BigInteger.valueOf(max)) > 0) {
      throw new MalformedException("expected 0 to " + max + " for " + oid);
    }
    return value.intValue();
  }
}
