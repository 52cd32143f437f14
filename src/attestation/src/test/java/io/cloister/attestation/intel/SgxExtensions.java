// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.util.encoders.Hex;

/// Writes the SGX extension of minted PCK certificates.
final class SgxExtensions {
  private static final String OID = "1.2.840.113741.1.13.1";

  private SgxExtensions() {}

  static DERSequence of(byte[] cpuSvn, int pceSvn) {
    ASN1EncodableVector tcb = new ASN1EncodableVector();
    for (int i = 0; i < 16; i++) {
      tcb.add(pair(OID + ".2." + (i + 1), new ASN1Integer(cpuSvn[i] & 0xff)));
    }
    tcb.add(pair(OID + ".2.17", new ASN1Integer(pceSvn)));
    tcb.add(pair(OID + ".2.18", new DEROctetString(cpuSvn)));
    ASN1EncodableVector all = new ASN1EncodableVector();
    all.add(pair(OID + ".1", new DEROctetString(Mint.filled(16, 9))));
    all.add(pair(OID + ".2", new DERSequence(tcb)));
    all.add(pair(OID + ".3", new DEROctetString(new byte[2])));
    all.add(pair(OID + ".4", new DEROctetString(Hex.decode("50806f000000"))));
    return new DERSequence(all);
  }

  private static DERSequence pair(String oid, ASN1Encodable value) {
    ASN1EncodableVector pair = new ASN1EncodableVector();
    pair.add(new ASN1ObjectIdentifier(oid));
    pair.add(value);
    return new DERSequence(pair);
  }
}
