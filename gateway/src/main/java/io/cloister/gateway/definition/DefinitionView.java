// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.cloister.gateway.definition.Agreement.AgreedInput;
import io.cloister.gateway.definition.Agreement.Consent;
import io.cloister.gateway.problem.Wire;
import io.cloister.gateway.tenant.Page;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.Constraints;
import io.cloister.protocol.job.JobDefinition;
import io.cloister.protocol.job.Recipient;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A definition as its parties see it.
///
/// @param id the digest of the definition
/// @param definition the encoded definition, base64url: what is signed is this, not the view
/// @param state DRAFT, APPROVED, STOPPED or EXPIRED
@JsonInclude(JsonInclude.Include.NON_NULL)
record DefinitionView(
    String id,
    String definition,
    Content view,
    List<InputView> inputs,
    String state,
    Instant registeredAt) {

  /// The definition in JSON, to read.
  record Content(
      String tenant,
      String name,
      ProgramView program,
      String purpose,
      List<String> recipients,
      List<ParameterView> parameters,
      ConstraintsView constraints,
      Instant createdAt,
      Instant expiresAt) {
    static Content of(JobDefinition definition) {
      return new Content(
          definition.tenant(),
          definition.name(),
          new ProgramView(definition.program().kind().name(), definition.program().text()),
          definition.purpose(),
          definition.recipients().stream().map(Recipient::tenant).toList(),
          definition.parameters().stream().map(ParameterView::of).toList(),
          ConstraintsView.of(definition.constraints()),
          Instant.ofEpochMilli(definition.createdAt()),
          Instant.ofEpochMilli(definition.expiresAt()));
    }
  }

  record ProgramView(String kind, String text) {}

  record ParameterView(String name, String type) {
    static ParameterView of(Column column) {
      return new ParameterView(column.name(), column.type().name());
    }
  }

  record ConstraintsView(int replicas, int quorum, int runSeconds, List<String> regions) {
    static ConstraintsView of(Constraints constraints) {
      return new ConstraintsView(
          constraints.replicas(),
          constraints.quorum(),
          constraints.runSeconds(),
          constraints.regions());
    }
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record InputView(
      String table,
      String dataset,
      String tenant,
      boolean ready,
      boolean approved,
      @Nullable Instant approvedAt,
      @Nullable Instant expiresAt,
      @Nullable Instant stoppedAt) {
    static InputView of(AgreedInput input, Instant now) {
      return new InputView(
          input.table(),
          input.dataset(),
          input.tenant(),
          input.upload().isPresent(),
          input.isApprovedAt(now),
          input.consent().map(Consent::approvedAt).orElse(null),
          input.consent().map(Consent::expiresAt).orElse(null),
          input.stoppedAt().orElse(null));
    }
  }

  static DefinitionView of(Agreement agreement, Instant now) {
    return new DefinitionView(
        agreement.id(),
        Wire.base64(agreement.bytes()),
        Content.of(agreement.definition()),
        agreement.inputs().stream().map(input -> InputView.of(input, now)).toList(),
        agreement.stateAt(now).name(),
        agreement.createdAt());
  }

  Page.Mark mark() {
    return new Page.Mark(registeredAt, id);
  }
}
