// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.bundle;

import io.cloister.policy.Authorizer;
import io.cloister.policy.Decision;
import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;

/// A decision with all that it takes to decide it again: the statement, and the entities and
/// request that it names. The gateway makes it, the enclave and the offline verifier replay it;
/// neither takes the recorded verdict on trust.
///
/// The record's digest is that of its statement, so it stays provable after the entities are
/// erased.
public final class DecisionRecord implements Encodable {
  /// The entities of one job and its request, as JSON.
  public static final int MAX_BYTES = 34 << 20;

  private static final int MAX_JSON_BYTES = 16 << 20;

  private final DecisionStatement statement;
  private final byte[] entities;
  private final byte[] request;

  private DecisionRecord(DecisionStatement statement, byte[] entities, byte[] request) {
    if (!Digest.of(entities).equals(statement.entities())
        || !Digest.of(request).equals(statement.request())) {
      throw new IllegalArgumentException("entities or request are not those of the statement");
    }
    this.statement = statement;
    this.entities = entities;
    this.request = request;
  }

  /// Decides a request and records the decision.
  public static DecisionRecord decide(
      PolicyBundle bundle, Request request, Entities entities, Instant decidedAt) {
    byte[] entityJson = EntityJson.writeEntities(entities);
    byte[] requestJson = EntityJson.writeRequest(request);
    DecisionStatement statement =
        new DecisionStatement(
            bundle.digest(),
            Digest.of(entityJson),
            Digest.of(requestJson),
            Authorizer.decide(bundle.policies(), request, entities),
            decidedAt.truncatedTo(ChronoUnit.MILLIS));
    return new DecisionRecord(statement, entityJson, requestJson);
  }

  /// Decodes a record.
  ///
  /// @throws MalformedException when the bytes are not exactly one record, entities and request are
  ///   not canonical, or are not those that the statement names
  public static DecisionRecord decode(byte[] bytes) throws MalformedException {
    return CborReader.whole(bytes, MAX_BYTES, DecisionRecord::read);
  }

  private static DecisionRecord read(CborReader in) throws MalformedException {
    in.map(3);
    DecisionStatement statement = DecisionStatement.read(in.key(1));
    byte[] entities = in.key(2).bytes(MAX_JSON_BYTES);
    byte[] request = in.key(3).bytes(MAX_JSON_BYTES);
    DecisionRecord record = new DecisionRecord(statement, entities, request);
    if (!Arrays.equals(EntityJson.writeEntities(record.entities()), entities)
        || !Arrays.equals(EntityJson.writeRequest(record.request()), request)) {
      throw new MalformedException("entities or request are not canonical JSON");
    }
    return record;
  }

  @Override
  public void write(CborWriter out) {
    out.map(3).key(1).item(statement).key(2).bytes(entities).key(3).bytes(request);
  }

  /// The digest of the statement.
  @Override
  public Digest digest() {
    return statement.digest();
  }

  public DecisionStatement statement() {
    return statement;
  }

  /// The entities that the decision saw.
  public Entities entities() {
    return EntityJson.readEntities(entities);
  }

  /// The request that was decided.
  public Request request() {
    return EntityJson.readRequest(request);
  }

  /// Decides again by the given bundle, from the recorded entities and request alone.
  public Replay replay(PolicyBundle bundle) {
    if (!bundle.digest().equals(statement.bundle())) {
      return new Replay.OtherBundle(statement.bundle(), bundle.digest());
    }
    Decision replayed = Authorizer.decide(bundle.policies(), request(), entities());
    return replayed.equals(statement.decision())
        ? new Replay.Identical(replayed)
        : new Replay.Differs(statement.decision(), replayed);
  }
}
