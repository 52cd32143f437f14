// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.cloister.attestation.Octets;
import io.cloister.attestation.SignedText;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;

/// Takes the service's documents apart without touching what is signed.
final class PcsDocuments {
  private static final JsonFactory FACTORY = new JsonFactory();
  private static final String BEGIN = "-----BEGIN X509 CRL-----";
  private static final String END = "-----END X509 CRL-----";
  private static final int DER_SEQUENCE = 0x30;

  private PcsDocuments() {}

  /// A signed document: the bytes of one member, exactly as they stand, and the signature.
  ///
  /// @param member `tcbInfo` or `enclaveIdentity`
  static SignedText signed(PcsTransport.Answer answer, String member) throws MalformedException {
    byte[] body = answer.body();
    Octets signed = null;
    String signature = null;
    try (JsonParser in = FACTORY.createParser(body)) {
      if (in.nextToken() != JsonToken.START_OBJECT) {
        throw new MalformedException("expected an object");
      }
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String name = in.currentName();
        in.nextToken();
        if (name.equals(member)) {
          int from = (int) in.currentTokenLocation().getByteOffset();
          in.skipChildren();
          int to = (int) in.currentLocation().getByteOffset();
          signed = Octets.of(Arrays.copyOfRange(body, from, to));
        } else if (name.equals("signature")) {
          signature = in.getText();
        } else {
          in.skipChildren();
        }
      }
      if (signed == null || signature == null) {
        throw new MalformedException("expected " + member + " and signature");
      }
      return new SignedText(signed, Octets.ofHex(signature), chain(answer.issuerChain()));
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedException("expected a signed document", e);
    }
  }

  /// The certificates of a header, PEM in URL encoding. A plus sign is one: base64 has it, and not
  /// every service escapes it.
  static Octets chain(Optional<String> header) throws MalformedException {
    String encoded =
        header.orElseThrow(() -> new MalformedException("expected the issuer's certificates"));
    try {
      String pem = URLDecoder.decode(encoded.replace("+", "%2B"), StandardCharsets.UTF_8);
      return Octets.of(pem.getBytes(StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected certificates in URL encoding", e);
    }
  }

  /// A revocation list, which services send as DER, as PEM, or as hexadecimal digits.
  static Octets list(byte[] body) throws MalformedException {
    if (body.length > 0 && body[0] == DER_SEQUENCE && (body.length < 2 || body[1] < 0)) {
      return Octets.of(body);
    }
    String text = new String(body, StandardCharsets.US_ASCII).strip();
    try {
      return text.startsWith(BEGIN) && text.endsWith(END)
          ? Octets.of(
              Base64.getMimeDecoder()
                  .decode(text.substring(BEGIN.length(), text.length() - END.length())))
          : Octets.of(HexFormat.of().parseHex(text));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected a revocation list", e);
    }
  }
}
