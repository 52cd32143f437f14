// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Gets documents over HTTPS, and over nothing else: certificate and host name are verified. Does
/// not follow redirections, which would hand the choice of address to the service.
public final class HttpsTransport implements PcsTransport {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final int OK = 200;

  private static final List<String> CHAIN_HEADERS =
      List.of(
          "TCB-Info-Issuer-Chain",
          "SGX-TCB-Info-Issuer-Chain",
          "SGX-Enclave-Identity-Issuer-Chain",
          "SGX-PCK-CRL-Issuer-Chain");

  private final HttpClient client;

  /// Trusts the platform's certificate authorities.
  public HttpsTransport() {
    this(HttpClient.newBuilder());
  }

  /// Trusts what this context trusts, such as an organization's own authority.
  public HttpsTransport(SSLContext tls) {
    this(HttpClient.newBuilder().sslContext(tls));
  }

  private HttpsTransport(HttpClient.Builder builder) {
    this.client =
        builder.connectTimeout(TIMEOUT).followRedirects(HttpClient.Redirect.NEVER).build();
  }

  @Override
  public Answer get(URI address) throws IOException, InterruptedException {
    if (!"https".equals(address.getScheme())) {
      throw new IOException("only https is spoken to a service of collateral: " + address);
    }
    HttpRequest request = HttpRequest.newBuilder(address).timeout(TIMEOUT).GET().build();
    HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
    try (InputStream body = response.body()) {
      if (response.statusCode() != OK) {
        throw new IOException(address + " answered " + response.statusCode());
      }
      byte[] bytes = body.readNBytes(MAX_BODY + 1);
      if (bytes.length > MAX_BODY) {
        throw new IOException(address + " sent more than " + MAX_BODY + " bytes");
      }
      return new Answer(bytes, issuerChain(response.headers()));
    }
  }

  private static Optional<String> issuerChain(HttpHeaders headers) {
    return CHAIN_HEADERS.stream().flatMap(name -> headers.firstValue(name).stream()).findFirst();
  }
}
