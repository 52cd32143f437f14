// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.Octets;
import io.cloister.attestation.SignedText;
import io.cloister.attestation.pcs.PcsTransport;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A service that answers as Intel's does, from one piece of collateral; or not at all.
public final class FakePcs implements PcsTransport {
  /// What it has; null while it is down.
  public volatile @Nullable IntelCollateral has;

  /// What it was asked for, in order.
  public final List<URI> asked = Collections.synchronizedList(new ArrayList<>());

  @Override
  public Answer get(URI address) throws IOException {
    asked.add(address);
    IntelCollateral collateral = has;
    if (collateral == null) {
      throw new IOException("the service is down");
    }
    return answer(collateral, address.getPath());
  }

  /// The document at a path of the service.
  public static Answer answer(IntelCollateral collateral, String path) throws IOException {
    return switch (path.substring(path.lastIndexOf('/') + 1)) {
      case "tcb" -> signed("tcbInfo", collateral.tcbInfo());
      case "identity" -> signed("enclaveIdentity", collateral.qeIdentity());
      case "pckcrl" ->
          new Answer(
              collateral.pckCrl().toBytes(), Optional.of(encoded(collateral.pckCrlIssuerChain())));
      case "rootcacrl" ->
          new Answer(
              collateral.rootCrl().hex().getBytes(StandardCharsets.US_ASCII), Optional.empty());
      default -> throw new IOException("404 " + path);
    };
  }

  private static Answer signed(String member, SignedText document) {
    String body =
        "{\"%s\":%s,\"signature\":\"%s\"}"
            .formatted(member, text(document.body()), document.signature().hex());
    return new Answer(
        body.getBytes(StandardCharsets.UTF_8), Optional.of(encoded(document.issuerChain())));
  }

  private static String encoded(Octets pem) {
    return URLEncoder.encode(text(pem), StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String text(Octets utf8) {
    return new String(utf8.toBytes(), StandardCharsets.UTF_8);
  }
}
