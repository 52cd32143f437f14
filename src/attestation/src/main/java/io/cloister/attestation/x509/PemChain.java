// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.x509;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/// Certificates in PEM, one after the other (RFC 7468), read strictly: no text between them, and
/// base64 in its only form.
public final class PemChain {
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String END = "-----END CERTIFICATE-----";
  private static final int MAX_CERTIFICATES = 8;

  private PemChain() {}

  /// Reads a chain of at most 8 certificates.
  public static List<Certificate> parse(Octets pem) throws MalformedException {
    List<Certificate> chain = new ArrayList<>();
    for (Octets der : ders(pem)) {
      chain.add(Certificate.parse(der));
    }
    return List.copyOf(chain);
  }

  /// Reads the DER of at most 8 certificates, without looking into it. One zero byte may end the
  /// text: Intel's quotes have it.
  public static List<Octets> ders(Octets pem) throws MalformedException {
    String text = new String(pem.toBytes(), StandardCharsets.ISO_8859_1);
    if (text.endsWith("\0")) {
      text = text.substring(0, text.length() - 1);
    }
    List<Octets> chain = new ArrayList<>();
    for (String rest = stripBreaks(text); !rest.isEmpty(); ) {
      int end = rest.indexOf(END, BEGIN.length());
      if (!rest.startsWith(BEGIN) || end < 0 || chain.size() == MAX_CERTIFICATES) {
        throw new MalformedException("expected certificates in PEM and nothing else");
      }
      chain.add(decode(rest.substring(BEGIN.length(), end)));
      rest = rest.substring(end + END.length());
    }
    return List.copyOf(chain);
  }

  private static String stripBreaks(String text) {
    return text.replace("\r", "").replace("\n", "");
  }

  private static Octets decode(String base64) throws MalformedException {
    byte[] ascii = base64.getBytes(StandardCharsets.ISO_8859_1);
    try {
      byte[] der = Base64.getDecoder().decode(ascii);
      if (!Arrays.equals(Base64.getEncoder().encode(der), ascii)) {
        throw new MalformedException("expected base64 in its only form");
      }
      return Octets.of(der);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected base64", e);
    }
  }
}
