// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.intel.collateral.CollateralVerifier;
import io.cloister.attestation.intel.collateral.VerifiedCollateral;
import io.cloister.attestation.x509.Certificate;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// Collateral for platforms, fetched when what is kept has run out, and kept on disk.
///
/// What is fetched is kept only if it is Intel's and no older than what was kept: a service, or who
/// stands between, can withhold news but not take them back. While the service cannot be reached,
/// what is kept is handed out even when it has run out: whoever verifies with it sees that.
public final class CollateralSource {
  /// One lock per platform model in use; a fleet has a handful.
  private static final int MAX_LOCKS = 256;

  /// A service that failed is asked again after this, not by every request in between.
  private static final Duration RETRY = Duration.ofSeconds(30);

  private final PcsClient client;
  private final CollateralVerifier verifier;
  private final CollateralFolder folder;
  private final InstantSource clock;
  private final Map<PlatformSubject, Slot> slots =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<PlatformSubject, Slot> eldest) {
          return size() > MAX_LOCKS;
        }
      };

  /// The turn of one platform model: one request at a time asks the service.
  private static final class Slot {
    private final ReentrantLock turn = new ReentrantLock();
    private Instant notBefore = Instant.MIN;
  }

  /// @param root the pinned root certificate
  /// @param folder keeps collateral from one start to the next
  public CollateralSource(
      PcsClient client, Certificate root, CollateralFolder folder, InstantSource clock) {
    this.client = client;
    this.verifier = new CollateralVerifier(root);
    this.folder = folder;
    this.clock = clock;
  }

  /// The newest collateral there is for a platform.
  ///
  /// @throws IOException if nothing is kept and the service has nothing that is Intel's
  public IntelCollateral collateral(PlatformSubject subject)
      throws IOException, InterruptedException {
    Slot slot = slot(subject);
    slot.turn.lockInterruptibly();
    try {
      Optional<Kept> kept = kept(subject);
      Instant now = clock.instant();
      if (kept.isPresent() && (kept.get().isCurrent(now) || now.isBefore(slot.notBefore))) {
        return kept.get().collateral();
      }
      slot.notBefore = now.plus(RETRY);
      return refresh(subject, kept);
    } finally {
      slot.turn.unlock();
    }
  }

  private Slot slot(PlatformSubject subject) {
    synchronized (slots) {
      return slots.computeIfAbsent(subject, absent -> new Slot());
    }
  }

  private IntelCollateral refresh(PlatformSubject subject, Optional<Kept> kept)
      throws IOException, InterruptedException {
    try {
      Kept fresh = Kept.of(client.fetch(subject), verifier);
      fresh.verified().requireCurrent(clock.instant(), Duration.ZERO);
      if (kept.isPresent() && fresh.isOlderThan(kept.get())) {
        return kept.get().collateral();
      }
      folder.write(subject.label(), fresh.collateral());
      return fresh.collateral();
    } catch (IOException | MalformedException | RefusalException e) {
      if (kept.isPresent()) {
        return kept.get().collateral();
      }
      throw new IOException("no collateral for " + subject + ": " + e.getMessage(), e);
    }
  }

  private Optional<Kept> kept(PlatformSubject subject) throws IOException {
    try {
      Optional<IntelCollateral> read = folder.read(subject.label());
      return read.isPresent() ? Optional.of(Kept.of(read.get(), verifier)) : Optional.empty();
    } catch (MalformedException | RefusalException damaged) {
      return Optional.empty();
    }
  }

  /// Collateral that is Intel's, though perhaps no longer current.
  private record Kept(IntelCollateral collateral, VerifiedCollateral verified) {
    static Kept of(IntelCollateral collateral, CollateralVerifier verifier)
        throws RefusalException {
      return new Kept(collateral, verifier.verify(collateral));
    }

    boolean isCurrent(Instant now) {
      try {
        verified.requireCurrent(now, Duration.ZERO);
        return true;
      } catch (RefusalException stale) {
        return false;
      }
    }

    /// Whether a part of it was issued before that part of the other, or by older data.
    boolean isOlderThan(Kept other) {
      return verified.tcbInfo().evaluationNumber() < other.verified.tcbInfo().evaluationNumber()
          || verified.qeIdentity().evaluationNumber()
              < other.verified.qeIdentity().evaluationNumber()
          || verified
              .tcbInfo()
              .validity()
              .issueDate()
              .isBefore(other.verified.tcbInfo().validity().issueDate())
          || verified
              .qeIdentity()
              .validity()
              .issueDate()
              .isBefore(other.verified.qeIdentity().validity().issueDate())
          || verified.pckCrl().thisUpdate().isBefore(other.verified.pckCrl().thisUpdate())
          || verified.rootCrl().thisUpdate().isBefore(other.verified.rootCrl().thisUpdate());
    }
  }
}
