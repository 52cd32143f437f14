// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.worker;

import io.cloister.gateway.chain.ChainTrust;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.SystemScope;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.WorkerToken;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.signature.Verification;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who a worker is: it signs a token with the key that the chain registered. All ways to fail look
/// the same to the caller.
@ApplicationScoped
public class WorkerTokens {
  private static final String SCHEME = "Cloister-Worker ";

  /// How old a token may be, and how far a worker's clock may run ahead.
  private static final Duration VALIDITY = Duration.ofSeconds(60);

  private final WorkerRegistry registry;
  private final SystemScope system;
  private final ChainTrust trust;
  private final CryptoThreads crypto;
  private final InstantSource clock;

  WorkerTokens(
      WorkerRegistry registry,
      SystemScope system,
      ChainTrust trust,
      CryptoThreads crypto,
      InstantSource clock) {
    this.registry = registry;
    this.system = system;
    this.trust = trust;
    this.crypto = crypto;
    this.clock = clock;
  }

  /// The registered worker behind an Authorization header.
  public Uni<RegisteredWorker> authenticate(@Nullable String authorization) {
    SignedStatement statement = statement(authorization);
    WorkerToken token = token(statement);
    requireFresh(token);
    return system
        .run(session -> registry.find(session, List.of(token.workerId().hex())))
        .map(this::single)
        .chain(worker -> crypto.compute(() -> verified(statement, worker)));
  }

  private static SignedStatement statement(@Nullable String authorization) {
    if (authorization == null || !authorization.startsWith(SCHEME)) {
      throw refused();
    }
    try {
      String encoded = authorization.substring(SCHEME.length()).strip();
      return SignedStatement.decode(Base64.getUrlDecoder().decode(encoded));
    } catch (MalformedException | IllegalArgumentException e) {
      throw refused();
    }
  }

  private static WorkerToken token(SignedStatement statement) {
    try {
      return WorkerToken.decode(statement.unverifiedPayload());
    } catch (MalformedException e) {
      throw refused();
    }
  }

  private void requireFresh(WorkerToken token) {
    Duration age = Duration.between(Instant.ofEpochMilli(token.issuedAt()), clock.instant());
    if (age.abs().compareTo(VALIDITY) > 0 || !token.chainId().equals(trust.chainId())) {
      throw refused();
    }
  }

  private RegisteredWorker single(List<RegisteredWorker> found) {
    if (found.isEmpty() || found.getFirst().expiresAt().isBefore(clock.instant())) {
      throw refused();
    }
    return found.getFirst();
  }

  private static RegisteredWorker verified(SignedStatement statement, RegisteredWorker worker) {
    return switch (statement.verify(ContentTypes.WORKER_TOKEN, worker.signingKey())) {
      case Verification.Verified verified -> worker;
      case Verification.Refused refused -> throw refused();
    };
  }

  private static ProblemException refused() {
    return ProblemException.of(
        ProblemCode.WORKER_TOKEN_REFUSED,
        "The header holds no fresh token of a worker that the chain has registered.");
  }
}
