// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.block.Location;
import io.cloister.chain.job.JobView;
import io.cloister.chain.job.Phase;
import io.cloister.protocol.chain.ChainEvent;
import io.cloister.protocol.chain.ChainEvent.JobEnded;
import io.cloister.protocol.chain.Effect;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.job.JobId;
import io.cloister.protocol.job.Outcome;
import io.cloister.protocol.signature.KeyId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Jobs as the chain sees them: salted commitments and who runs them, no content.
@Path("/v1/jobs/{id}")
@Tag(name = "jobs")
@RunOnVirtualThread
class JobResource {
  private final Node node;

  JobResource(Node node) {
    this.node = node;
  }

  /// One job.
  ///
  /// @param jobId the job
  /// @param state assigned, comparing, final, failed, cancelled or expired
  /// @param round the assignment, from 1
  /// @param deadline until when it waits, in milliseconds since 1970; none once it has ended
  /// @param assigned who runs it
  /// @param committed who has committed
  /// @param revealed who has revealed
  /// @param ending how it ended
  public record JobStatus(
      String jobId,
      String state,
      int round,
      @Nullable Long deadline,
      List<String> assigned,
      List<String> committed,
      List<String> revealed,
      @Nullable EndingView ending) {
    static JobStatus of(JobId id, JobView view) {
      return new JobStatus(
          id.toString(),
          view.phase() == Phase.COMMIT ? "assigned" : "comparing",
          view.round(),
          view.deadline(),
          names(view.assigned()),
          names(view.committed()),
          names(view.revealed()),
          null);
    }

    static JobStatus of(JobEnded ended) {
      return new JobStatus(
          ended.jobId().toString(),
          EndingView.name(ended),
          ended.round(),
          null,
          List.of(),
          List.of(),
          List.of(),
          EndingView.of(ended));
    }
  }

  /// How a job ended.
  ///
  /// @param state final, failed, cancelled or expired
  /// @param reason a stable code
  /// @param resultDigest what the quorum agreed on, if that is a result
  /// @param receiptWorker whose receipt counts, if there is one
  /// @param agreeing who revealed what the quorum did
  /// @param dissenting who revealed something else
  /// @param silent who revealed nothing
  public record EndingView(
      String state,
      String reason,
      @Nullable String resultDigest,
      @Nullable String receiptWorker,
      List<String> agreeing,
      List<String> dissenting,
      List<String> silent) {
    static EndingView of(JobEnded ended) {
      KeyId receipt = ended.receiptWorker();
      return new EndingView(
          name(ended),
          ended.reason(),
          ended.outcome() instanceof Outcome.Succeeded(var digest) ? digest.hex() : null,
          receipt == null ? null : receipt.hex(),
          names(ended.agreeing()),
          names(ended.dissenting()),
          names(ended.silent()));
    }

    static String name(JobEnded ended) {
      return switch (ended.ending()) {
        case FINAL -> "final";
        case FAILED -> "failed";
        case CANCELLED -> "cancelled";
        case EXPIRED -> "expired";
      };
    }
  }

  @GET
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(summary = "Where a job is")
  public JobStatus job(@PathParam("id") String text) {
    JobId id = Requests.jobId(text);
    Optional<JobStatus> running = running(id);
    // It may have ended between the two looks; then the second finds its end.
    return running
        .or(() -> ended(id))
        .or(() -> running(id))
        .orElseThrow(() -> Problem.notFound("job " + id));
  }

  @GET
  @Path("proofs")
  @Produces(Requests.CBOR)
  @Operation(summary = "Proves every entry that moved a job, in order")
  public byte[] proofs(@PathParam("id") String text) {
    List<Location> locations = node.chain().find(Requests.jobId(text));
    if (locations.isEmpty()) {
      throw Problem.notFound("job " + text);
    }
    CborWriter out = new CborWriter().array(locations.size());
    locations.forEach(location -> out.bytes(node.chain().prove(location).encode()));
    return out.toBytes();
  }

  private Optional<JobStatus> running(JobId id) {
    return node.chain().jobs().view(id).map(view -> JobStatus.of(id, view));
  }

  private Optional<JobStatus> ended(JobId id) {
    List<Location> locations = node.chain().find(id);
    if (locations.isEmpty()
        || !(node.chain().entry(locations.getLast()).effect() instanceof Effect.Accepted last)) {
      return Optional.empty();
    }
    for (ChainEvent event : last.events()) {
      if (event instanceof JobEnded ended && ended.jobId().equals(id)) {
        return Optional.of(JobStatus.of(ended));
      }
    }
    return Optional.empty();
  }

  private static List<String> names(List<KeyId> workers) {
    return workers.stream().map(KeyId::hex).toList();
  }
}
