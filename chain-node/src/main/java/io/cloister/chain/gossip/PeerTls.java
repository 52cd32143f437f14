// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.gossip;

import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.signature.Ed25519KeyPair;
import io.cloister.protocol.signature.Ed25519PublicKey;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.OptionalInt;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/// TLS 1.3 between gatekeepers, both sides by certificate. A certificate is a gatekeeper's own and
/// says nothing but its key, which has to be one of the roster's: there is no authority that could
/// be talked into another, no name, and no time that matters.
final class PeerTls {
  /// SubjectPublicKeyInfo of an Ed25519 key, before its 32 bytes (RFC 8410, section 4).
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /// OneAsymmetricKey of an Ed25519 key, before its 32 bytes (RFC 8410, section 7).
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  private static final String[] PROTOCOLS = {"TLSv1.3"};
  private static final char[] NO_PASSWORD = {};

  private final Roster roster;
  private final SSLContext context;

  PeerTls(Roster roster, Ed25519KeyPair key) {
    this.roster = roster;
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, NO_PASSWORD);
      X509Certificate certificate = PeerCertificate.of(key);
      store.setKeyEntry("self", privateKey(key), NO_PASSWORD, new Certificate[] {certificate});
      KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
      keys.init(store, NO_PASSWORD);
      context = SSLContext.getInstance("TLS");
      context.init(keys.getKeyManagers(), new TrustManager[] {new Pinned()}, null);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("this Java platform cannot make TLS keys of Ed25519", e);
    }
  }

  /// Speaks TLS over a connection; which side it is on is up to the socket.
  SSLSocket over(Socket socket, Side side) throws IOException {
    SSLSocket tls =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(
                    socket, socket.getInetAddress().getHostAddress(), socket.getPort(), true);
    tls.setUseClientMode(side == Side.CALLS);
    SSLParameters parameters = tls.getSSLParameters();
    parameters.setProtocols(PROTOCOLS);
    if (side == Side.ANSWERS) {
      parameters.setNeedClientAuth(true);
    }
    tls.setSSLParameters(parameters);
    tls.startHandshake();
    return tls;
  }

  /// Who called.
  enum Side {
    CALLS,
    ANSWERS
  }

  /// Which member is at the other end.
  OptionalInt peer(SSLSocket socket) throws IOException {
    return member(socket.getSession().getPeerCertificates()[0]);
  }

  private OptionalInt member(Certificate certificate) {
    byte[] key = certificate.getPublicKey().getEncoded();
    for (int i = 0; i < roster.members().size(); i++) {
      if (Arrays.equals(key, spki(roster.members().get(i).key()))) {
        return OptionalInt.of(i);
      }
    }
    return OptionalInt.empty();
  }

  private static byte[] spki(Ed25519PublicKey key) {
    return joined(SPKI_PREFIX, key.bytes());
  }

  private static PrivateKey privateKey(Ed25519KeyPair key) throws GeneralSecurityException {
    return key.withSeed(seed -> {
      byte[] encoded = joined(PKCS8_PREFIX, seed);
      try {
        return KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } finally {
        Arrays.fill(encoded, (byte) 0);
      }
    });
  }

  private static byte[] joined(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  /// Trusts the roster's keys. That the other end has the private key is what the handshake proves.
  private final class Pinned extends X509ExtendedTrustManager {
    private void require(X509Certificate[] chain) throws CertificateException {
      if (chain.length == 0 || member(chain[0]).isEmpty()) {
        throw new CertificateException("not the key of a gatekeeper in the roster");
      }
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      require(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
        throws CertificateException {
      require(chain);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
