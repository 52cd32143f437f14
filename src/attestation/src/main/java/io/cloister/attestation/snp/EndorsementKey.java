// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.snp;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.crypto.EcCurve;
import io.cloister.attestation.crypto.EcKey;
import io.cloister.attestation.x509.Certificate;
import io.cloister.attestation.x509.Der;
import io.cloister.attestation.x509.PublicKey;
import io.cloister.protocol.encoding.MalformedException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1IA5String;
import org.bouncycastle.asn1.ASN1Integer;

/// What AMD certifies about a VCEK or VLEK (VCEK Certificate and KDS Interface Specification,
/// section 3.1): for which product, TCB version and chip the key was derived.
///
/// @param key on P-384
/// @param chip whether it is one chip's (VCEK) or a cloud's (VLEK)
/// @param hardwareId the chip, where it is one chip's
/// @param svns TCB components by their names
record EndorsementKey(
    EcKey key, Kind chip, Optional<Octets> hardwareId, Map<String, Integer> svns) {
  private static final String ARC = "1.3.6.1.4.1.3704.1.";
  private static final String PRODUCT_NAME = ARC + "2";
  private static final String HARDWARE_ID = ARC + "4";

  private static final Map<String, String> TCB_COMPONENTS =
      Map.of(
          "bootloader", ARC + "3.1",
          "tee", ARC + "3.2",
          "snp", ARC + "3.3",
          "microcode", ARC + "3.8",
          "fmc", ARC + "3.9");

  /// Whose key it is.
  enum Kind {
    VCEK,
    VLEK
  }

  /// Takes a certificate as an endorsement key's. Who issued it is not asked here.
  static EndorsementKey of(Certificate certificate, SnpProduct product) throws RefusalException {
    Kind kind =
        switch (certificate.subject().commonName()) {
          case "SEV-VCEK" -> Kind.VCEK;
          case "SEV-VLEK" -> Kind.VLEK;
          default -> throw refuse("the leaf is neither a VCEK nor a VLEK");
        };
    if (!(certificate.publicKey() instanceof PublicKey.Ec(EcKey key))
        || key.curve() != EcCurve.P384) {
      throw refuse("the leaf's key is not on P-384");
    }
    certificate.requireEndEntity();
    try {
      requireProduct(certificate, product);
      return new EndorsementKey(
          key, kind, certificate.extension(HARDWARE_ID).map(Octets::of), svns(certificate));
    } catch (MalformedException e) {
      throw refuse("the leaf's extensions are not well-formed");
    }
  }

  private static void requireProduct(Certificate certificate, SnpProduct product)
      throws MalformedException, RefusalException {
    Optional<byte[]> name = certificate.extension(PRODUCT_NAME);
    if (name.isEmpty()
        || !Der.read(name.get(), decoded -> ASN1IA5String.getInstance(decoded).getString())
            .startsWith(product.label())) {
      throw refuse("the leaf is of another product");
    }
  }

  private static Map<String, Integer> svns(Certificate certificate) throws MalformedException {
    Map<String, Integer> svns = new HashMap<>();
    for (Map.Entry<String, String> component : TCB_COMPONENTS.entrySet()) {
      Optional<byte[]> value = certificate.extension(component.getValue());
      if (value.isPresent()) {
        svns.put(
            component.getKey(),
            Der.read(value.get(), decoded -> ASN1Integer.getInstance(decoded).intValueExact()));
      }
    }
    return svns;
  }

  /// Whether this key was derived for a TCB version. What the certificate does not state is not
  /// proven, so all of the product's components must be there and equal.
  boolean isOf(Map<String, Integer> tcb) {
    return tcb.entrySet().stream()
        .allMatch(component -> component.getValue().equals(svns.get(component.getKey())));
  }

  /// Whether this key is of a chip. Turin's certificates have the first 8 bytes of the chip's id,
  /// of which the rest is zero.
  boolean isOfChip(Octets chipId) {
    return hardwareId
        .filter(id -> id.size() > 0 && id.size() <= chipId.size() && !id.isZero())
        .filter(id ->
            chipId.slice(0, id.size()).equals(id)
                && chipId.slice(id.size(), chipId.size()).isZero())
        .isPresent();
  }

  private static RefusalException refuse(String detail) {
    return new RefusalException(Reason.CHAIN, detail);
  }
}
