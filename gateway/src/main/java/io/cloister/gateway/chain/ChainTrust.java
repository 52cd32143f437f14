// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.chain;

import io.cloister.attestation.crypto.EcSigningKey;
import io.cloister.compliance.processing.ProcessingPolicy;
import io.cloister.gateway.runtime.GatewayConfig;
import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.TransactionBody;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.signature.KeyId;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.SigningKeyPair;
import io.quarkus.runtime.Startup;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// What this gateway is sure of: the pinned genesis, and its own key, which the genesis names. The
/// program does not start without both.
@ApplicationScoped
@Startup
public class ChainTrust {
  private static final String FINGERPRINT_LABEL = "cloister/idempotency/v1";

  private static final String TOKEN_LABEL = "cloister/result-token/v1";

  private final Genesis genesis;
  private final SigningKeyPair keys;

  ChainTrust(GatewayConfig config) {
    this.genesis = readGenesis(config.genesisFile());
    this.keys = readKeys(config.keyFile());
    if (config.mode() == GatewayConfig.Mode.PRODUCTION && genesis.simulatedRoot() != null) {
      throw new IllegalStateException(
          "the genesis accepts simulated evidence; a production gateway does not serve it");
    }
    if (genesis.gateways().stream().noneMatch(party -> party.key().equals(keys.publicKey()))) {
      throw new IllegalStateException("the genesis does not name this gateway's key");
    }
    if (!genesis.policies().contains(ProcessingPolicy.load().bundle().digest())) {
      throw new IllegalStateException("the genesis does not name this gateway's policies");
    }
  }

  public Genesis genesis() {
    return genesis;
  }

  public Digest chainId() {
    return genesis.digest();
  }

  /// The key that this gateway's transactions are signed with.
  public KeyId signer() {
    return keys.publicKey().keyId();
  }

  /// An operation, signed for the chain. Slow enough to belong on a crypto thread.
  public SignedStatement transaction(Operation operation) {
    TransactionBody body = new TransactionBody(chainId(), operation);
    return SignedStatement.sign(ContentTypes.TRANSACTION, body.encode(), keys);
  }

  /// A keyed hash of a request, to know it again. Requests may hold parameters in plain text, which
  /// a plain hash at rest would let anyone guess.
  public byte[] fingerprint(byte[] request) {
    return keys.with(secret -> {
      byte[] label = FINGERPRINT_LABEL.getBytes(StandardCharsets.US_ASCII);
      byte[] key = Digest.of(label, secret).bytes();
      return hmac(key, request);
    });
  }

  /// The key that this gateway signs tokens with, derived from its own, so that all instances of
  /// one gateway sign with the same.
  public EcSigningKey tokenKey() {
    return keys.with(secret -> {
      byte[] label = TOKEN_LABEL.getBytes(StandardCharsets.US_ASCII);
      byte[] derived = Digest.of(label, secret).bytes();
      try {
        return EcSigningKey.of(derived);
      } catch (MalformedException e) {
        throw new IllegalStateException("one key in 2^32 cannot be used: make another", e);
      } finally {
        Arrays.fill(derived, (byte) 0);
      }
    });
  }

  @PreDestroy
  void close() {
    keys.close();
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  private static Genesis readGenesis(Path file) {
    try {
      return Genesis.decode(read(file));
    } catch (MalformedException e) {
      throw new IllegalStateException("not a genesis: " + file, e);
    }
  }

  private static SigningKeyPair readKeys(Path file) {
    byte[] exported = read(file);
    try {
      return SigningKeyPair.restore(exported);
    } catch (MalformedException e) {
      throw new IllegalStateException("not a signing key: " + file, e);
    } finally {
      Arrays.fill(exported, (byte) 0);
    }
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
