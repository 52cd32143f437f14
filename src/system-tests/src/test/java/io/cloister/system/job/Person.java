// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.system.job;

import io.cloister.client.CloisterClient;
import io.cloister.client.agreement.Definition;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.Call;
import io.cloister.client.session.Gateway;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.stream.DataKey;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Somebody who is signed in, with keys and a folder of their own.
///
/// @param tenant the company
/// @param gateway for requests that the client would not make
record Person(String tenant, Gateway gateway, CloisterClient client, UserKeys keys)
    implements AutoCloseable {

  /// Approves a definition for every input of one's own, and grants the keys to exactly these
  /// workers; the client by itself would grant them to all that convince, dead ones too.
  void approve(Digest id, List<AttestedWorker> workers) throws Exception {
    Definition definition = client.agreements().show(id);
    for (Input input : definition.content().inputs()) {
      if (client.keys().speaksFor(input.declaration(), keys.signing().publicKey().keyId())) {
        approve(definition, input.declaration(), workers);
      }
    }
  }

  private void approve(Definition definition, Digest dataset, List<AttestedWorker> workers)
      throws Exception {
    List<String> grants = new ArrayList<>();
    try (DataKey key = client.keys().dataKey(dataset)) {
      for (AttestedWorker worker : workers) {
        grants.add(key.with(bytes -> grant(definition.id(), dataset, worker, bytes)));
      }
    }
    post(definition, dataset, grants);
  }

  /// Approves with keys that open nothing.
  void approveWithWrongKey(Digest id, List<AttestedWorker> workers) throws Exception {
    Definition definition = client.agreements().show(id);
    Digest dataset = definition.content().inputs().getFirst().declaration();
    byte[] wrong = new byte[DataKey.LENGTH];
    post(
        definition,
        dataset,
        workers.stream().map(worker -> grant(id, dataset, worker, wrong)).toList());
  }

  private void post(Definition definition, Digest dataset, List<String> grants) throws Exception {
    Approval approval =
        new Approval(
            definition.id(),
            dataset,
            InstantSource.system().millis(),
            definition.content().expiresAt());
    byte[] statement =
        SignedStatement.sign(ContentTypes.APPROVAL, approval.encode(), keys.signing()).encode();
    gateway.call(
        Call.post(
            "/v1/definitions/" + definition.id().hex() + "/approvals",
            JsonObject.empty().with("statement", statement).with("grants", grants)));
  }

  private static String grant(Digest id, Digest dataset, AttestedWorker worker, byte[] key) {
    SealedEnvelope sealed =
        SealedEnvelope.seal(
            worker.keys().recipient(), Labels.KEY_GRANT, KeyGrant.aad(id, dataset), key);
    KeyGrant grant = new KeyGrant(id, dataset, worker.keys().recipient().digest(), sealed);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(grant.encode());
  }

  @Override
  public void close() {
    keys.close();
  }
}
