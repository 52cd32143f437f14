// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.chain.gossip.Mesh;
import io.cloister.chain.gossip.Message;
import io.cloister.chain.gossip.Message.Certified;
import io.cloister.chain.gossip.Message.Cosigned;
import io.cloister.protocol.checkpoint.Certification;
import io.cloister.protocol.checkpoint.Checkpoint;
import io.cloister.protocol.checkpoint.NoteSignature;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.checkpoint.Roster;
import io.cloister.protocol.checkpoint.SignedNote;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Gathers the cosignatures that make blocks final. This gatekeeper cosigns each block that it has
/// executed and stored; whatever more than two thirds of the weight cosigned is certified.
///
/// Cosignatures travel beside the order, straight from each gatekeeper to each: they need no place
/// in it, and one that is lost is sent again. Trusts no peer: a line counts if it fits the log that
/// this gatekeeper has computed itself. May be called by several threads.
public final class Notary implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Notary.class.getName());

  /// Logs for which lines are kept that no certificate covers yet, and lines of one peer ahead of
  /// this gatekeeper. Older ones are of no use: a later certificate covers them.
  private static final int MAX_OPEN = 1_024;

  private final Roster roster;
  private final String origin;
  private final NoteSigner signer;
  private final int self;
  private final SignatureGuard guard;
  private final Mesh mesh;
  private final InstantSource clock;
  private final NavigableMap<Long, Digest> executed = new TreeMap<>();
  private final List<NavigableMap<Long, NoteSignature>> lines = new ArrayList<>();
  private final Map<Integer, Certified> ahead = new TreeMap<>();
  private @Nullable Certified newest;
  private Listener listener = (size, note) -> {};

  /// Hears of certificates.
  @FunctionalInterface
  public interface Listener {
    /// @param size of the log that is certified
    /// @param note the cosigned checkpoint
    void certified(long size, String note);
  }

  /// Which log, and whose hand.
  ///
  /// @param roster the gatekeepers
  /// @param origin the log's name
  /// @param signer this gatekeeper's hand
  public record Office(Roster roster, String origin, NoteSigner signer) {
    int self() {
      List<Roster.Member> members = roster.members();
      for (int i = 0; i < members.size(); i++) {
        if (members.get(i).key().equals(signer.publicKey())) {
          return i;
        }
      }
      throw new IllegalArgumentException("the signer is not in the roster");
    }
  }

  /// @param file remembers what was signed
  /// @param mesh carries cosignatures
  /// @param clock dates them
  public Notary(Office office, Path file, Mesh mesh, InstantSource clock) {
    this.roster = office.roster();
    this.origin = office.origin();
    this.signer = office.signer();
    this.self = office.self();
    this.guard = SignatureGuard.open(file);
    this.mesh = mesh;
    this.clock = clock;
    roster.members().forEach(member -> lines.add(new TreeMap<>()));
  }

  /// Names who hears of certificates.
  synchronized void listen(Listener hears) {
    listener = hears;
  }

  /// Takes up a certificate that was kept over a restart.
  ///
  /// @param root of the log at that size, computed here
  /// @return whether it is one
  synchronized boolean resume(Certified certified, Digest root) {
    boolean genuine = isGenuine(certified, root);
    if (genuine) {
      newest = certified;
    }
    return genuine;
  }

  /// Cosigns the log at a size. Its blocks are durable already: a gatekeeper never signs what it
  /// could forget.
  synchronized void cosign(long size, Digest root) {
    executed.put(size, root);
    if (executed.size() > MAX_OPEN) {
      executed.pollFirstEntry();
    }
    if (guard.permit(size, root) == SignatureGuard.Verdict.SIGN) {
      NoteSignature line = signer.cosign(checkpoint(size, root), clock.instant());
      keep(self, size, line);
      mesh.broadcast(new Cosigned(size, line.line().strip()));
    }
    for (int peer = 0; peer < lines.size(); peer++) {
      sift(peer, checkpoint(size, root));
    }
    count(checkpoint(size, root));
    for (Map.Entry<Integer, Certified> each : List.copyOf(ahead.entrySet())) {
      if (each.getValue().size() <= size) {
        ahead.remove(each.getKey());
        certified(each.getKey(), each.getValue());
      }
    }
  }

  /// A peer has cosigned.
  public synchronized void cosigned(int peer, Cosigned cosigned) {
    if (cosigned.size() <= certifiedSize()) {
      return;
    }
    try {
      keep(peer, cosigned.size(), NoteSignature.parse(cosigned.line()));
      Digest root = executed.get(cosigned.size());
      if (root != null) {
        sift(peer, checkpoint(cosigned.size(), root));
        count(checkpoint(cosigned.size(), root));
      }
    } catch (MalformedException e) {
      LOG.log(System.Logger.Level.WARNING, "a malformed cosignature by {0}", name(peer));
    }
  }

  /// A peer shows a certificate.
  ///
  /// @return whether it is of a log that is longer than this gatekeeper's
  public synchronized Standing certified(int peer, Certified certified) {
    if (certified.size() <= certifiedSize()) {
      return Standing.LEVEL;
    }
    Digest root = executed.get(certified.size());
    if (root == null) {
      ahead.put(peer, certified);
      return Standing.BEHIND;
    }
    if (isGenuine(certified, root)) {
      publish(certified);
    } else {
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} shows a certificate that does not fit this chain at size {1}",
          name(peer),
          Long.toString(certified.size()));
    }
    return Standing.LEVEL;
  }

  /// How this gatekeeper's log compares with a certificate.
  public enum Standing {
    /// It has as much.
    LEVEL,
    /// It lacks something.
    BEHIND
  }

  /// The newest certificate, and below it this gatekeeper's signature as one that keeps the log:
  /// for readers that know nothing of cosignatures (C2SP tlog-checkpoint).
  public Optional<String> published() {
    Certified certified;
    synchronized (this) {
      certified = newest;
    }
    if (certified == null) {
      return Optional.empty();
    }
    try {
      SignedNote note = SignedNote.parse(certified.note());
      return Optional.of(note.with(signer.sign(Checkpoint.parse(note.text()))).format());
    } catch (MalformedException e) {
      throw new IllegalStateException("a certificate that was checked is malformed", e);
    }
  }

  /// What to tell peers again, who may have missed it.
  public synchronized List<Message> reminders() {
    List<Message> messages = new ArrayList<>();
    if (newest != null) {
      messages.add(newest);
    }
    Optional.ofNullable(lines.get(self).lastEntry())
        .ifPresent(
            last -> messages.add(new Cosigned(last.getKey(), last.getValue().line().strip())));
    return messages;
  }

  @Override
  public synchronized void close() {
    guard.close();
  }

  private void keep(int member, long size, NoteSignature line) {
    NavigableMap<Long, NoteSignature> kept = lines.get(member);
    kept.put(size, line);
    if (kept.size() > MAX_OPEN) {
      kept.pollFirstEntry();
    }
  }

  private void count(Checkpoint checkpoint) {
    SignedNote note = checkpoint.toNote();
    long weight = 0;
    for (int member = 0; member < lines.size(); member++) {
      NoteSignature line = lines.get(member).get(checkpoint.size());
      if (line != null) {
        note = note.with(line);
        weight += roster.members().get(member).weight();
      }
    }
    if (checkpoint.size() > certifiedSize() && roster.isQuorum(weight)) {
      publish(new Certified(checkpoint.size(), note.format()));
    }
  }

  /// Drops a member's line if it does not fit the log, now that the log is known.
  private void sift(int member, Checkpoint checkpoint) {
    NoteSignature line = lines.get(member).get(checkpoint.size());
    Roster.Member claimed = roster.members().get(member);
    if (line != null && roster.cosigner(checkpoint, line).filter(claimed::equals).isEmpty()) {
      lines.get(member).remove(checkpoint.size());
      LOG.log(
          System.Logger.Level.WARNING,
          "{0} cosigned something else than this chain at size {1}",
          name(member),
          Long.toString(checkpoint.size()));
    }
  }

  private void publish(Certified certified) {
    newest = certified;
    executed.headMap(certified.size(), true).clear();
    lines.forEach(kept -> kept.headMap(certified.size(), true).clear());
    listener.certified(certified.size(), certified.note());
  }

  private boolean isGenuine(Certified certified, Digest root) {
    return roster.certifies(origin, certified.note())
            instanceof Certification.Certified(var shown, var _)
        && shown.equals(checkpoint(certified.size(), root));
  }

  private long certifiedSize() {
    return newest == null ? 0 : newest.size();
  }

  private Checkpoint checkpoint(long size, Digest root) {
    return new Checkpoint(origin, size, root);
  }

  private String name(int member) {
    return roster.members().get(member).name();
  }
}
