// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.agreement;

import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.Keystore;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.Pages;
import io.cloister.client.session.RefusedException;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.client.worker.Workers;
import io.cloister.client.worker.Workers.Offer;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.Approval;
import io.cloister.protocol.job.ContentTypes;
import io.cloister.protocol.job.Input;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.KeyGrant;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.StopOrder;
import io.cloister.protocol.signature.SignedStatement;
import io.cloister.protocol.stream.DataKey;
import java.io.IOException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// Agreements between tenants: a definition, named by its content, and the owners' signatures.
///
/// Whatever the gateway shows is checked against the digest before it is signed, and a data key is
/// sealed only to workers whose evidence this very client has accepted.
public final class Agreements {
  private final Gateway gateway;
  private final Keystore keys;
  private final Workers workers;
  private final InstantSource clock;

  /// @param keys tells which inputs are one's own
  public Agreements(Gateway gateway, Keystore keys, Workers workers, InstantSource clock) {
    this.gateway = gateway;
    this.keys = keys;
    this.workers = workers;
    this.clock = clock;
  }

  /// Proposes a definition.
  ///
  /// @return its id: its digest
  public Digest define(JobDefinition definition) throws ClientException {
    gateway.call(
        Call.post("/v1/definitions", JsonObject.empty().with("definition", definition.encode())));
    return definition.digest();
  }

  /// Approves a definition for each input that is one's own, until the definition expires, and
  /// grants the data keys to the workers that convince.
  public Approved approve(Digest id, UserKeys owner, WorkerTrust trust)
      throws ClientException, IOException {
    Definition definition = Definition.fetch(gateway, id);
    List<Input> own = own(definition.content(), owner);
    Offer offer = trust.judge(workers);
    for (Input input : own) {
      Approval approval =
          new Approval(id, input.declaration(), clock.millis(), definition.content().expiresAt());
      byte[] statement =
          SignedStatement.sign(ContentTypes.APPROVAL, approval.encode(), owner.signing()).encode();
      JsonObject body =
          JsonObject.empty()
              .with("statement", statement)
              .with("grants", grants(id, input.declaration(), offer.required()));
      gateway.call(Call.post("/v1/definitions/" + id.hex() + "/approvals", body));
    }
    return new Approved(own.stream().map(Input::declaration).toList(), offer);
  }

  /// Grants the data keys of an approved definition to workers that came later.
  public Approved grant(Digest id, UserKeys owner, WorkerTrust trust)
      throws ClientException, IOException {
    Definition definition = Definition.fetch(gateway, id);
    List<Input> own = own(definition.content(), owner);
    Offer offer = trust.judge(workers);
    for (Input input : own) {
      gateway.call(
          Call.post(
              "/v1/definitions/" + id.hex() + "/grants",
              JsonObject.empty()
                  .with("grants", grants(id, input.declaration(), offer.required()))));
    }
    return new Approved(own.stream().map(Input::declaration).toList(), offer);
  }

  /// Withdraws consent, at once and for ever, for each input that is one's own.
  ///
  /// @return the datasets concerned
  public List<Digest> stop(Digest id, UserKeys owner) throws ClientException, IOException {
    List<Input> own = own(Definition.fetch(gateway, id).content(), owner);
    for (Input input : own) {
      StopOrder order = new StopOrder(id, input.declaration(), clock.millis());
      byte[] statement =
          SignedStatement.sign(ContentTypes.STOP, order.encode(), owner.signing()).encode();
      gateway.call(
          Call.post(
              "/v1/definitions/" + id.hex() + "/stops",
              JsonObject.empty().with("statement", statement)));
    }
    return own.stream().map(Input::declaration).toList();
  }

  /// One definition, checked against its name.
  public Definition show(Digest id) throws ClientException {
    return Definition.fetch(gateway, id);
  }

  /// Every definition that concerns one's tenant.
  public List<JsonObject> list() throws ClientException {
    return Pages.all(gateway, "/v1/definitions");
  }

  private List<Input> own(JobDefinition definition, UserKeys owner)
      throws RefusedException, IOException {
    List<Input> own = new ArrayList<>();
    for (Input input : definition.inputs()) {
      if (keys.speaksFor(input.declaration(), owner.signing().publicKey().keyId())) {
        own.add(input);
      }
    }
    if (own.isEmpty()) {
      throw new RefusedException(
          "no-own-input",
          "no input of this definition is a dataset that these keys speak for",
          "run the command where the dataset was sealed, with the same --data folder");
    }
    return List.copyOf(own);
  }

  private List<String> grants(Digest definition, Digest dataset, List<AttestedWorker> to)
      throws ClientException, IOException {
    List<String> grants = new ArrayList<>();
    try (DataKey key = keys.dataKey(dataset)) {
      for (AttestedWorker worker : to) {
        byte[] aad = KeyGrant.aad(definition, dataset);
        SealedEnvelope sealed =
            key.with(bytes ->
                SealedEnvelope.seal(worker.keys().recipient(), Labels.KEY_GRANT, aad, bytes));
        KeyGrant grant =
            new KeyGrant(definition, dataset, worker.keys().recipient().digest(), sealed);
        grants.add(Base64.getUrlEncoder().withoutPadding().encodeToString(grant.encode()));
      }
    }
    return grants;
  }

  /// What an approval came to.
  ///
  /// @param datasets one's own inputs
  /// @param offer the workers that hold the keys now, and why others do not
  public record Approved(List<Digest> datasets, Offer offer) {
    /// Copies the list.
    public Approved {
      datasets = List.copyOf(datasets);
    }
  }
}
