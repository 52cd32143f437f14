// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import java.io.IOException;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;

/// A distinguished name; two are the same if their encodings are.
///
/// @param encoding its DER
/// @param commonName the only CN, or empty
/// @param organization the only O, or empty
public record Name(Octets encoding, String commonName, String organization) {
  static Name of(X500Name name) throws IOException {
    return new Name(Der.encoding(name), only(name, BCStyle.CN), only(name, BCStyle.O));
  }

  private static String only(X500Name name, ASN1ObjectIdentifier type) {
    RDN[] found = name.getRDNs(type);
    if (found.length != 1 || found[0].isMultiValued()) {
      return "";
    }
    return found[0].getFirst().getValue() instanceof ASN1String text ? text.getString() : "";
  }
}
