// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Octets;
import io.cloister.attestation.SignedText;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.MalformedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Reads collateral from the JSON form that DCAP tools exchange ("QuoteCollateralV3"): signed
/// bodies as strings, signatures and lists in hexadecimal digits, chains in PEM.
public final class CollateralJson {
  private static final int MAX_SIZE = 4 << 20;
  private static final JsonFactory FACTORY = new JsonFactory();

  private CollateralJson() {}

  /// Reads one file. Nothing is verified.
  public static IntelCollateral read(byte[] json) throws MalformedException {
    JsonObject file = JsonReader.object(json, MAX_SIZE);
    return new IntelCollateral(
        signed(file, "tcb_info"),
        signed(file, "qe_identity"),
        hex(file, "root_ca_crl"),
        hex(file, "pck_crl"),
        text(file, "pck_crl_issuer_chain"));
  }

  /// Writes what [#read] reads.
  public static byte[] write(IntelCollateral collateral) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = FACTORY.createGenerator(bytes)) {
      out.writeStartObject();
      write(out, "tcb_info", collateral.tcbInfo());
      write(out, "qe_identity", collateral.qeIdentity());
      out.writeStringField("root_ca_crl", collateral.rootCrl().hex());
      out.writeStringField("pck_crl", collateral.pckCrl().hex());
      out.writeStringField("pck_crl_issuer_chain", text(collateral.pckCrlIssuerChain()));
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return bytes.toByteArray();
  }

  private static void write(JsonGenerator out, String name, SignedText document)
      throws IOException {
    out.writeStringField(name, text(document.body()));
    out.writeStringField(name + "_signature", document.signature().hex());
    out.writeStringField(name + "_issuer_chain", text(document.issuerChain()));
  }

  private static String text(Octets utf8) {
    return new String(utf8.toBytes(), StandardCharsets.UTF_8);
  }

  private static SignedText signed(JsonObject file, String name) throws MalformedException {
    return new SignedText(
        text(file, name), hex(file, name + "_signature"), text(file, name + "_issuer_chain"));
  }

  private static Octets text(JsonObject file, String name) throws MalformedException {
    return Octets.of(file.text(name).getBytes(StandardCharsets.UTF_8));
  }

  private static Octets hex(JsonObject file, String name) throws MalformedException {
    try {
      return Octets.ofHex(file.text(name));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected hexadecimal digits in " + name, e);
    }
  }
}
