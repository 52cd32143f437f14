// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.cloister.attestation.AttestationResult;
import io.cloister.attestation.AttestationResult.Proven;
import io.cloister.attestation.AttestationResult.Refused;
import io.cloister.attestation.Flag;
import io.cloister.attestation.appraisal.AppraisalPolicy;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/// One result as a line of JSON: `{id?, result, tcbStatus, advisoryIds, tcbDate, flags,
/// measurement, reportData, reason, appraisal}`, where what was not proven is null or empty.
///
/// @param id of the case, if there are several
/// @param result of the verification
/// @param policy to appraise by
public record ResultLine(Optional<String> id, AttestationResult result, AppraisalPolicy policy) {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// The line, without its end.
  public String toJson() {
    StringWriter line = new StringWriter();
    try (JsonGenerator out = FACTORY.createGenerator(line)) {
      out.writeStartObject();
      if (id.isPresent()) {
        out.writeStringField("id", id.get());
      }
      switch (result) {
        case Proven proven -> write(out, proven);
        case Refused refused -> write(out, refused);
      }
      out.writeStringField("appraisal", Verdict.of(result, policy).label());
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory", e);
    }
    return line.toString();
  }

  private static void write(JsonGenerator out, Proven proven) throws IOException {
    out.writeStringField("result", "accept");
    out.writeStringField("tcbStatus", proven.tcb().status().label());
    write(out, "advisoryIds", proven.tcb().advisories());
    if (proven.tcb().date().isPresent()) {
      out.writeStringField("tcbDate", proven.tcb().date().get().toString());
    } else {
      out.writeNullField("tcbDate");
    }
    write(out, "flags", proven.flags().stream().map(Flag::label).sorted().toList());
    out.writeStringField("measurement", proven.measurement().hex());
    out.writeStringField("reportData", proven.reportData().hex());
    out.writeNullField("reason");
  }

  private static void write(JsonGenerator out, Refused refused) throws IOException {
    out.writeStringField("result", "reject");
    out.writeNullField("tcbStatus");
    write(out, "advisoryIds", List.of());
    out.writeNullField("tcbDate");
    write(out, "flags", List.of());
    out.writeNullField("measurement");
    out.writeNullField("reportData");
    out.writeStringField("reason", refused.reason().label() + ": " + refused.detail());
  }

  private static void write(JsonGenerator out, String name, Iterable<String> texts)
      throws IOException {
    out.writeArrayFieldStart(name);
    for (String text : texts) {
      out.writeString(text);
    }
    out.writeEndArray();
  }
}
