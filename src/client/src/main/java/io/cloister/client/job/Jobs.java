// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.job;

import io.cloister.client.agreement.Definition;
import io.cloister.client.bundle.BundleVerifier;
import io.cloister.client.bundle.Step;
import io.cloister.client.bundle.Verification;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.keys.UserKeys;
import io.cloister.client.session.Answer;
import io.cloister.client.session.Call;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.EventFeed;
import io.cloister.client.session.Gateway;
import io.cloister.client.session.Pages;
import io.cloister.client.session.RefusedException;
import io.cloister.client.session.ServerEvent;
import io.cloister.client.trust.Trust;
import io.cloister.client.worker.AttestedWorker;
import io.cloister.client.worker.WorkerTrust;
import io.cloister.client.worker.Workers;
import io.cloister.protocol.envelope.SealedEnvelope;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Labels;
import io.cloister.protocol.job.RequestContext;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Jobs: ordered with sealed parameters, followed to their end, and opened only once proven.
///
/// The gateway sees neither parameters nor results; what it says about a job is not believed until
/// the bundle proves it.
public final class Jobs {
  private static final int REQUEST_ID_BYTES = 16;

  private final Gateway gateway;
  private final Workers workers;
  private final SecureRandom random;

  public Jobs(Gateway gateway, Workers workers, SecureRandom random) {
    this.gateway = gateway;
    this.workers = workers;
    this.random = random;
  }

  /// Submits a job, its parameters sealed to each candidate that convinces.
  ///
  /// @return the job, accepted but not decided
  public JobView submit(Submission submission, WorkerTrust trust) throws ClientException {
    Definition definition = Definition.fetch(gateway, submission.definition());
    String tenant = gateway.call(Call.get("/v1/me"), answer -> answer.object().text("tenant"));
    byte[] requestId = new byte[REQUEST_ID_BYTES];
    random.nextBytes(requestId);
    RequestContext context =
        new RequestContext(requestId, definition.id(), definition.content().purpose(), tenant);
    JsonObject body =
        JsonObject.empty()
            .with("definition", definition.id().hex())
            .with("purpose", context.purpose())
            .with("requestId", requestId)
            .with("sealedParameters", sealed(submission, context, trust));
    Call call = Call.post("/v1/jobs", body).with("Idempotency-Key", submission.key());
    return gateway.call(call, answer -> JobView.of(answer.object()));
  }

  /// Where a job stands.
  public JobView status(JobId id) throws ClientException {
    return gateway.call(Call.get(path(id)), answer -> JobView.of(answer.object()));
  }

  /// Every job of one's tenant.
  public List<JsonObject> list() throws ClientException {
    return Pages.all(gateway, "/v1/jobs");
  }

  /// Asks to withdraw a job.
  public JobView cancel(JobId id) throws ClientException {
    gateway.call(Call.post(path(id) + "/cancel", JsonObject.empty()));
    return status(id);
  }

  /// Waits until a job ends, and tells each state on the way.
  public JobView follow(JobId id, Consumer<JobState> listener) throws ClientException {
    new EventFeed(gateway, path(id) + "/events")
        .follow(event -> {
          Optional<JobState> state = state(event);
          state.ifPresent(listener);
          return state.map(JobState::isEnd).orElse(false);
        });
    return status(id);
  }

  /// The audit bundle of a FINAL job, as it came: not verified yet.
  public byte[] bundle(JobId id) throws ClientException {
    return gateway.call(Call.get(path(id) + "/bundle")).body();
  }

  /// Why the policy decided as it did.
  public JsonObject decision(JobId id) throws ClientException {
    return gateway.call(Call.get(path(id) + "/decision"), Answer::object);
  }

  /// Verifies a FINAL job's bundle, opens its result, and compares the two.
  ///
  /// @throws RefusedException if the bundle does not prove this job, or the result is another
  public OpenedResult result(JobId id, UserKeys keys, Trust trust) throws ClientException {
    byte[] bundle = bundle(id);
    Verification verification = new BundleVerifier(trust).verify(bundle);
    if (verification.proven().isEmpty()) {
      Step failed = verification.failure().orElseThrow();
      throw new RefusedException(
          "bundle-refused",
          "the bundle fails at step " + failed.name() + ": " + failed.detail(),
          "do not use the result; keep the bundle as evidence");
    }
    if (!verification.proven().get().receipt().context().jobId().equals(id)) {
      throw new RefusedException(
          "bundle-refused", "the bundle proves another job", "do not use the result");
    }
    byte[] sealed = gateway.call(Call.get(path(id) + "/result")).body();
    return new OpenedResult(
        ResultOpener.open(sealed, verification.proven().get().receipt(), keys),
        verification.proven().get(),
        bundle);
  }

  private List<JsonObject> sealed(Submission submission, RequestContext context, WorkerTrust trust)
      throws ClientException {
    Set<String> candidates =
        gateway.call(
            Call.get("/v1/definitions/" + submission.definition().hex() + "/candidates"),
            answer -> ids(answer.objects()));
    byte[] parameters = submission.parameters().encode();
    List<JsonObject> envelopes = new ArrayList<>();
    for (AttestedWorker worker : trust.judge(workers).required()) {
      if (candidates.contains(worker.id().hex())) {
        SealedEnvelope envelope =
            SealedEnvelope.seal(
                worker.keys().recipient(), Labels.PARAMETERS, context.encode(), parameters);
        envelopes.add(
            JsonObject.empty()
                .with("workerId", worker.id().hex())
                .with("envelope", envelope.encode()));
      }
    }
    if (envelopes.isEmpty()) {
      throw new RefusedException(
          "no-candidate",
          "no worker that convinces holds the keys of every input",
          "ask each owner to approve, or to grant keys again");
    }
    return envelopes;
  }

  private static Set<String> ids(List<JsonObject> candidates) throws JsonException {
    List<String> ids = new ArrayList<>();
    for (JsonObject candidate : candidates) {
      ids.add(candidate.text("workerId"));
    }
    return ids.stream().collect(Collectors.toUnmodifiableSet());
  }

  private static Optional<JobState> state(ServerEvent event) {
    Optional<JobState> named = JobState.named(event.name());
    if (named.isPresent()) {
      return named;
    }
    try {
      return Json.object(event.data()).optionalText("state").flatMap(JobState::named);
    } catch (JsonException e) {
      return JobState.named(event.data());
    }
  }

  private static String path(JobId id) {
    return "/v1/jobs/" + id;
  }
}
