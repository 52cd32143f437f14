// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.runtime;

import io.cloister.enclave.channel.Backoff;
import io.cloister.enclave.channel.GatewayClient;
import io.cloister.enclave.program.PlainFile;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.job.FailureCode;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.SealedContent;
import io.cloister.protocol.stream.OpeningInputStream;
import io.cloister.protocol.stream.StreamRefusedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Streams an input's ciphertext into memory, decrypting it on the way. Accepts only the very bytes
/// that the owner's statement names, so no store can serve an older or another dataset.
final class InputFetcher {
  private static final System.Logger LOG = System.getLogger(InputFetcher.class.getName());

  /// A store that hands out other bytes as often as this does so on purpose.
  private static final int MAX_WRONG = 3;

  private final GatewayClient gateway;
  private final PlainFile.Store memory;
  private final InstantSource clock;
  private final RandomGenerator random;

  InputFetcher(
      GatewayClient gateway, PlainFile.Store memory, InstantSource clock, RandomGenerator random) {
    this.gateway = gateway;
    this.memory = memory;
    this.clock = clock;
    this.random = random;
  }

  /// The plaintext; the caller closes it.
  ///
  /// @throws IOException if the ciphertext did not come before the deadline
  /// @throws OrderRefusal if it is not what the owner sealed
  /// @throws InterruptedException if the job is dropped
  PlainFile fetch(JobId job, CheckedOrder.ReadyInput input, Instant deadline)
      throws IOException, OrderRefusal, InterruptedException {
    Backoff backoff = new Backoff(random);
    int wrong = 0;
    while (clock.instant().isBefore(deadline)) {
      PlainFile file = memory.create();
      try {
        if (stream(job, input, file) == Match.EXACT) {
          return file;
        }
        wrong++;
      } catch (StreamRefusedException e) {
        file.close();
        throw new OrderRefusal(FailureCode.KEY_REFUSED, "the key does not open the content");
      } catch (IOException e) {
        LOG.log(System.Logger.Level.INFO, "job {0}: input not fetched: {1}", job, e.getMessage());
      } catch (RuntimeException e) {
        file.close();
        throw e;
      }
      file.close();
      OrderRefusal.require(wrong < MAX_WRONG, "the content is not the one that was sealed");
      backoff.pause();
    }
    throw new IOException("an input did not come in time");
  }

  private enum Match {
    EXACT,
    OTHER
  }

  private Match stream(JobId job, CheckedOrder.ReadyInput input, PlainFile file)
      throws IOException {
    SealedContent content = input.content();
    MessageDigest digest = sha256();
    try (InputStream body = gateway.content(job, input.declared());
        DigestInputStream read =
            new DigestInputStream(new LimitedStream(body, content.length()), digest);
        OutputStream out = file.write()) {
      StreamRefusedException refusal = open(read, input, out);
      read.transferTo(OutputStream.nullOutputStream());
      boolean exact = new Digest(digest.digest()).equals(content.ciphertext());
      if (exact && refusal != null) {
        throw refusal;
      }
      return exact ? Match.EXACT : Match.OTHER;
    }
  }

  /// Decrypts what can be; a refusal is told apart only once the whole ciphertext is known.
  private static @Nullable StreamRefusedException open(
      InputStream from, CheckedOrder.ReadyInput input, OutputStream to) throws IOException {
    // Not closed here: the rest of a refused stream is still to be read.
    try {
      new OpeningInputStream(from, input.key(), input.declared().bytes()).transferTo(to);
      return null;
    } catch (StreamRefusedException e) {
      return e;
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
