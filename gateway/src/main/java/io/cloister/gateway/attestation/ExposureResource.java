// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.attestation;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Caller;
import io.cloister.gateway.tenant.Page;
import io.cloister.gateway.tenant.Roles;
import io.cloister.gateway.tenant.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/// Which past jobs a newly found weakness concerns: those of which a worker ran on a platform of
/// that model whose fixes were not in up to a date. A worker counts with every attestation that was
/// in force at some moment of the job, so that the answer has too many rather than too few.
@Path("/v1/attestations/exposure")
@Tag(name = "attestations")
@Produces(MediaType.APPLICATION_JSON)
class ExposureResource {
  private static final String PATH = "/v1/attestations/exposure";

  private static final String EXPOSED =
      """
      select cast(j.id as text) as job, j.state as state, cast(a.worker as text) as worker,
        a.kind as kind, a.tcb_status as status,
        coalesce(to_char(a.tcb_date at time zone 'UTC', :form), '') as date,
        to_char(j.submitted_at at time zone 'UTC', :form) as submitted
      from job j join worker_attestation a on a.worker = any (j.workers)
      where a.model = :model and (a.tcb_date is null or a.tcb_date < :date)
        and a.attested_at <= j.updated_at and a.expires_at >= j.submitted_at
        and (j.submitted_at, cast(j.id as text) || '/' || a.worker) < (:at, :id)
      order by j.submitted_at desc, cast(j.id as text) || '/' || a.worker desc\
      """;

  /// An instant as RFC 3339 has it, to the microsecond.
  private static final String FORM = "YYYY-MM-DD\"T\"HH24:MI:SS.US\"Z\"";

  private final Caller caller;
  private final Transactions transactions;

  ExposureResource(Caller caller, Transactions transactions) {
    this.caller = caller;
    this.transactions = transactions;
  }

  /// A job and a worker of it that was below the date.
  ///
  /// @param tcbDate up to when fixes were in; absent where the vendor dates none
  record Exposure(
      String jobId,
      String state,
      String workerId,
      String kind,
      String tcbStatus,
      @Nullable String tcbDate,
      Instant submittedAt) {
    static Exposure of(Object[] row) {
      String date = (String) row[5];
      return new Exposure(
          (String) row[0],
          (String) row[1],
          (String) row[2],
          (String) row[3],
          (String) row[4],
          date.isEmpty() ? null : date,
          Instant.parse((String) row[6]));
    }

    Page.Mark mark() {
      return new Page.Mark(submittedAt, jobId + "/" + workerId);
    }
  }

  /// @param model an FMSPC in lower-case hexadecimal digits, or an SNP product
  /// @param tcbDate platforms whose fixes reach to this instant are not concerned
  @GET
  @RolesAllowed({Roles.COMPLIANCE_OFFICER, Roles.ADMIN})
  @APIResponse(
      responseCode = "200",
      content = @Content(schema = @Schema(implementation = Exposure[].class)))
  public Uni<Response> exposure(
      @QueryParam("model") @Nullable String model,
      @QueryParam("tcbDate") @Nullable String tcbDate,
      @QueryParam("cursor") @Nullable String cursor,
      @QueryParam("limit") @Nullable Integer limit) {
    String wanted = Wire.required("model", model);
    Instant date = instant(tcbDate);
    Page page = Page.of(cursor, limit);
    return transactions.inTenant(
        caller.tenant(),
        session ->
            session
                .createNativeQuery(EXPOSED, Object[].class)
                .setParameter("form", FORM)
                .setParameter("model", wanted)
                .setParameter("date", date)
                .setParameter("at", page.at())
                .setParameter("id", page.id())
                .setMaxResults(page.limit())
                .getResultList()
                .map(rows -> rows.stream().map(Exposure::of).toList())
                .map(rows -> page.answer(PATH, rows, Exposure::mark)));
  }

  private static Instant instant(@Nullable String text) {
    try {
      return Instant.parse(Wire.required("tcbDate", text));
    } catch (DateTimeException e) {
      throw ProblemException.of(
              ProblemCode.VALIDATION_FAILED, "The date is an instant such as 2026-01-31T00:00:00Z.")
          .at("tcbDate");
    }
  }
}
