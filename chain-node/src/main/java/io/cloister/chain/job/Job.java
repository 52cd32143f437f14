// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.job;

import io.cloister.protocol.chain.Operation;
import io.cloister.protocol.chain.Operation.AuthorizeJob;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// A job that has not ended.
///
/// @param terms what the gateway asked for
/// @param gateway who asked
/// @param round counts the assignments from 1
/// @param phase what it waits for
/// @param deadline until when, in milliseconds since 1970
/// @param seats this round's workers
/// @param tried the workers of all rounds so far, one mention for each round
record Job(
    AuthorizeJob terms,
    KeyId gateway,
    int round,
    Phase phase,
    long deadline,
    List<Seat> seats,
    List<KeyId> tried)
    implements Encodable {
  Job {
    seats = List.copyOf(seats);
    tried = List.copyOf(tried);
  }

  static Job first(AuthorizeJob terms, KeyId gateway, List<Seat> seats, long commitBy) {
    return new Job(terms, gateway, 1, Phase.COMMIT, commitBy, seats, names(seats));
  }

  /// This job in its next round.
  Job next(List<Seat> others, long commitBy) {
    List<KeyId> all = new ArrayList<>(tried);
    all.addAll(names(others));
    return new Job(terms, gateway, round + 1, Phase.COMMIT, commitBy, others, all);
  }

  private static List<KeyId> names(List<Seat> seats) {
    return seats.stream().map(Seat::worker).toList();
  }

  List<Digest> registrations() {
    return seats.stream().map(Seat::registration).toList();
  }

  JobId id() {
    return terms.jobId();
  }

  Optional<Seat> seat(KeyId worker) {
    return seats.stream().filter(seat -> seat.worker().equals(worker)).findFirst();
  }

  /// This job with one seat changed.
  Job with(Seat changed) {
    List<Seat> next = new ArrayList<>(seats);
    next.replaceAll(seat -> seat.worker().equals(changed.worker()) ? changed : seat);
    return new Job(terms, gateway, round, phase, deadline, next, tried);
  }

  /// This job waiting for reveals.
  Job opened(long revealBy) {
    return new Job(terms, gateway, round, Phase.REVEAL, revealBy, seats, tried);
  }

  List<KeyId> workers() {
    return workers(seat -> true);
  }

  List<KeyId> committed() {
    return workers(seat -> seat.commitment() != null);
  }

  List<KeyId> revealed() {
    return workers(seat -> seat.outcome() != null);
  }

  List<KeyId> silent() {
    return workers(seat -> seat.outcome() == null);
  }

  /// Who revealed a result where a quorum revealed another. A failure that only one of them met
  /// with is no lie.
  List<KeyId> liars(Outcome agreed) {
    return agreed instanceof Outcome.Succeeded
        ? workers(
            seat -> seat.outcome() instanceof Outcome.Succeeded && !agreed.equals(seat.outcome()))
        : List.of();
  }

  List<KeyId> workers(Predicate<Seat> which) {
    return seats.stream().filter(which).map(Seat::worker).toList();
  }

  @Override
  public void write(CborWriter out) {
    out.map(7).key(1).item(terms).key(2).item(gateway).key(3).integer(round);
    out.key(4).integer(phase.wireId()).key(5).integer(deadline).key(6).items(seats);
    out.key(7).items(tried);
  }

  static Job read(CborReader in) throws MalformedException {
    in.map(7);
    if (!(Operation.read(in.key(1)) instanceof AuthorizeJob terms)) {
      throw new MalformedException("expected the terms of a job");
    }
    return new Job(
        terms,
        KeyId.read(in.key(2)),
        (int) in.key(3).integer(1, Operation.MAX_ROUND),
        Phase.of(in.key(4).integer()),
        in.key(5).integer(0, Long.MAX_VALUE),
        in.key(6).list(Operation.MAX_REPLICAS, Seat::read),
        in.key(7).list(Operation.MAX_WORKERS, KeyId::read));
  }
}
