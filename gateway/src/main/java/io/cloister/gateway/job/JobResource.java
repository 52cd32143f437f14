// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.decision.Decisions;
import io.cloister.gateway.decision.PolicyView;
import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.runtime.CryptoThreads;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.Roles;
import io.cloister.gateway.tenant.Tenant;
import io.cloister.gateway.tenant.Transactions;
import io.cloister.policy.bundle.DecisionRecord;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityTag;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Jobs: submit, watch, cancel.
@Path("/v1/jobs")
@Tag(name = "jobs")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed({Roles.ANALYST, Roles.DATA_OWNER, Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
class JobResource {
  private static final String PATH = "/v1/jobs";

  private final Caller caller;
  private final JobService jobs;
  private final JobEvents events;
  private final SubmissionReader reader;
  private final Transactions transactions;
  private final Decisions decisions;
  private final CryptoThreads crypto;

  JobResource(
      Caller caller,
      JobService jobs,
      JobEvents events,
      SubmissionReader reader,
      Transactions transactions,
      Decisions decisions,
      CryptoThreads crypto) {
    this.caller = caller;
    this.jobs = jobs;
    this.events = events;
    this.reader = reader;
    this.transactions = transactions;
    this.decisions = decisions;
    this.crypto = crypto;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.ANALYST)
  public Uni<Response> submit(
      @HeaderParam("Idempotency-Key") @Nullable String key, @Nullable JobRequest body) {
    return jobs.submit(reader.read(caller, key, body)).map(JobResource::accepted);
  }

  @GET
  public Uni<Response> list(
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit,
      @QueryParam("state") @Nullable String state) {
    Page page = Page.of(cursor, limit);
    return jobs.list(caller.tenant(), Optional.ofNullable(state).map(JobResource::state), page)
        .map(rows -> rows.stream().map(JobView::of).toList())
        .map(views -> page.answer(PATH, views, JobView::mark));
  }

  @GET
  @Path("/{id}")
  public Uni<Response> get(String id, @Context Request request) {
    return jobs.find(caller.tenant(), Wire.uuid("id", id)).map(job -> tagged(job, request));
  }

  @GET
  @Path("/{id}/events")
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @VisibleJobFilter.VisibleJob
  public Multi<OutboundSseEvent> events(
      String id, @HeaderParam("Last-Event-ID") @Nullable Integer last, @Context Sse sse) {
    int after = last == null ? 0 : last;
    return events
        .follow(caller.tenant(), Wire.uuid("id", id), after)
        .map(event -> sseEvent(sse, event));
  }

  @POST
  @Path("/{id}/cancel")
  @RolesAllowed(Roles.ANALYST)
  public Uni<Response> cancel(String id) {
    return jobs.cancel(caller.tenant(), Wire.uuid("id", id)).map(JobResource::accepted);
  }

  @GET
  @Path("/{id}/decision")
  public Uni<DecisionView> decision(String id) {
    Tenant tenant = caller.tenant();
    return jobs.find(tenant, Wire.uuid("id", id))
        .chain(job ->
            transactions
                .inTenant(tenant, session -> decisions.bundle(session, job.policyBundle))
                .chain(bundle -> crypto.compute(() -> DecisionView.of(job, bundle))));
  }

  /// A policy decision, explained.
  ///
  /// @param id its address below /v1/decisions
  /// @param record the encoded record, base64url: enough to decide again
  record DecisionView(
      UUID job,
      String id,
      String verdict,
      String policyBundle,
      List<PolicyView> policies,
      String record) {
    static DecisionView of(JobEntity job, byte[] bundle) {
      return new DecisionView(
          job.id,
          Wire.stored(job.decision, DecisionRecord::decode).digest().hex(),
          job.state == JobState.DENIED ? "deny" : "permit",
          job.policyBundle,
          Decisions.explain(job.decision, bundle),
          Wire.base64(job.decision));
    }
  }

  private static OutboundSseEvent sseEvent(Sse sse, JobEventEntity event) {
    return sse.newEventBuilder()
        .id(Integer.toString(event.sequence))
        .name("state")
        .mediaType(MediaType.APPLICATION_JSON_TYPE)
        .data(new StateChange(event.job, event.sequence, event.state, event.at.toString()))
        .build();
  }

  /// What an event tells.
  record StateChange(UUID job, int sequence, JobState state, String at) {}

  private static Response accepted(JobEntity job) {
    return Response.accepted(JobView.of(job))
        .location(URI.create(PATH + "/" + job.id))
        .tag(tag(job))
        .build();
  }

  private static Response tagged(JobEntity job, Request request) {
    Response.ResponseBuilder unchanged = request.evaluatePreconditions(tag(job));
    return unchanged != null
        ? unchanged.build()
        : Response.ok(JobView.of(job)).tag(tag(job)).build();
  }

  private static EntityTag tag(JobEntity job) {
    return new EntityTag(job.sequence + "-" + job.updatedAt.toEpochMilli());
  }

  private static JobState state(String name) {
    return Arrays.stream(JobState.values())
        .filter(state -> state.name().equals(name))
        .findFirst()
        .orElseThrow(() ->
            ProblemException.of(ProblemCode.VALIDATION_FAILED, "There is no such state.")
                .at("state"));
  }
}
