// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client;

import io.cloister.client.agreement.Agreements;
import io.cloister.client.dataset.Datasets;
import io.cloister.client.job.Jobs;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.Keystore;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.TokenSource;
import io.cloister.client.worker.Workers;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;

/// One person's client of one gateway.
///
/// ```java
/// var client = new CloisterClient(gateway, tokens, state);
/// try (UserKeys ava = client.keys().user("ava")) {
///   JobView job = client.jobs().submit(submission, trust);
///   client.jobs().follow(job.id(), state -> log(state));
///   OpenedResult result = client.jobs().result(job.id(), ava, trust.trust());
/// }
/// ```
///
/// Trusts this machine, and the digest that its user pinned. The gateway may refuse service; it
/// cannot make this client seal to an enclave that does not convince, or accept a false result.
public final class CloisterClient {
  private final Gateway gateway;
  private final Keystore keys;
  private final Datasets datasets;
  private final Agreements agreements;
  private final Jobs jobs;

  /// @param address of the gateway
  /// @param tokens who one is
  /// @param state one's own folder: keys, and ciphertext that waits for its upload
  public CloisterClient(URI address, TokenSource tokens, Path state) {
    this(new Gateway(address, tokens), state, new SecureRandom(), InstantSource.system());
  }

  /// @param random makes keys and request ids
  /// @param clock dates approvals and judges registrations
  public CloisterClient(Gateway gateway, Path state, SecureRandom random, InstantSource clock) {
    Workers workers = new Workers(gateway, clock);
    this.gateway = gateway;
    this.keys = new Keystore(state, random);
    this.datasets = new Datasets(gateway, keys, state.resolve("spool"), random);
    this.agreements = new Agreements(gateway, keys, workers, clock);
    this.jobs = new Jobs(gateway, workers, random);
  }

  /// Who the gateway takes one for: subject, tenant, roles.
  public JsonObject me() throws ClientException {
    return gateway.call(Call.get("/v1/me"), Answer::object);
  }

  /// The workers that the gateway names, as it describes them; not verified.
  public List<JsonObject> workers() throws ClientException {
    return gateway.call(Call.get("/v1/workers"), Answer::objects);
  }

  /// One's keys, on one's own disk.
  public Keystore keys() {
    return keys;
  }

  /// Datasets.
  public Datasets datasets() {
    return datasets;
  }

  /// Definitions and approvals.
  public Agreements agreements() {
    return agreements;
  }

  /// Jobs.
  public Jobs jobs() {
    return jobs;
  }
}
