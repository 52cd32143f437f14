// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.pcs.CollateralFolder;
import io.cloister.attestation.pcs.CollateralSource;
import io.cloister.attestation.pcs.HttpsTransport;
import io.cloister.attestation.pcs.PcsClient;
import io.cloister.attestation.pcs.PcsTransport;
import io.cloister.attestation.pcs.PlatformSubject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A service over real TLS, whose authority only those trust who were told to.
class HttpsPcsTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder;
  private final Mint mint = new Mint();
  private final IntelCollateral has = mint.collateral();
  private SSLContext tls;
  private HttpsServer server;

  @BeforeEach
  void serve() throws Exception {
    tls = tls(keys());
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(tls));
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void fetchesOverTlsThatItTrusts() throws Exception {
    PlatformSubject subject = PlatformSubject.of(mint.evidence()).orElseThrow();
    assertThat(source(new HttpsTransport(tls), "localhost").collateral(subject)).isEqualTo(has);
  }

  @Test
  void refusesAnotherHostAnotherAuthorityAndPlainHttp() {
    PlatformSubject subject = PlatformSubject.of(mint.evidence()).orElseThrow();
    assertThatThrownBy(() -> source(new HttpsTransport(tls), "127.0.0.1").collateral(subject))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> source(new HttpsTransport(), "localhost").collateral(subject))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(() -> new HttpsTransport().get(URI.create("http://localhost/")))
        .hasMessageContaining("only https");
  }

  @Test
  void saysWhatTheServiceDoesNotHave() {
    PcsTransport transport = new HttpsTransport(tls);
    URI address = URI.create("https://localhost:" + server.getAddress().getPort() + "/none");
    assertThatThrownBy(() -> transport.get(address)).hasMessageContaining("404");
  }

  private CollateralSource source(PcsTransport transport, String host) {
    URI base = URI.create("https://" + host + ":" + server.getAddress().getPort());
    return new CollateralSource(
        PcsClient.ofCache(transport, base),
        mint.root(),
        new CollateralFolder(folder.resolve("kept")),
        () -> Mint.NOW);
  }

  private void answer(HttpExchange exchange) throws IOException {
    URI asked = exchange.getRequestURI();
    if (asked.getPath().endsWith("/none")) {
      exchange.sendResponseHeaders(404, -1);
      exchange.close();
      return;
    }
    PcsTransport.Answer answer = FakePcs.answer(has, asked.getPath());
    answer
        .issuerChain()
        .ifPresent(chain -> exchange.getResponseHeaders().set(header(asked), chain));
    exchange.sendResponseHeaders(200, answer.body().length);
    exchange.getResponseBody().write(answer.body());
    exchange.close();
  }

  private static String header(URI address) {
    if (address.getPath().endsWith("tcb")) {
      return "TCB-Info-Issuer-Chain";
    }
    return address.getPath().endsWith("identity")
        ? "SGX-Enclave-Identity-Issuer-Chain"
        : "SGX-PCK-CRL-Issuer-Chain";
  }

  private KeyStore keys() throws Exception {
    Path file = folder.resolve("tls.p12");
    Process keytool =
        new ProcessBuilder(
                List.of(
                    Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                    "-genkeypair",
                    "-alias",
                    "pccs",
                    "-keyalg",
                    "EC",
                    "-dname",
                    "CN=localhost",
                    "-ext",
                    "san=dns:localhost",
                    "-storetype",
                    "PKCS12",
                    "-storepass",
                    new String(PASSWORD),
                    "-keystore",
                    file.toString()))
            .inheritIO()
            .start();
    assertThat(keytool.waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      keys.load(in, PASSWORD);
    }
    return keys;
  }

  private static SSLContext tls(KeyStore keys) throws Exception {
    KeyManagerFactory own = KeyManagerFactory.getInstance("PKIX");
    own.init(keys, PASSWORD);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("pccs", keys.getCertificate("pccs"));
    TrustManagerFactory others = TrustManagerFactory.getInstance("PKIX");
    others.init(trusted);
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(own.getKeyManagers(), others.getTrustManagers(), null);
    return tls;
  }
}
