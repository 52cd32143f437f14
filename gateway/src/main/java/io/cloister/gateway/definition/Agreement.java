// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

import io.cloister.protocol.job.JobDefinition;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// A definition with what its owners have said about it so far.
///
/// @param id the digest of the definition, in hex
/// @param bytes the encoded definition
/// @param parties the tenants that may see it
/// @param inputs in the order of the definition
public record Agreement(
    String id,
    byte[] bytes,
    JobDefinition definition,
    List<String> parties,
    Instant createdAt,
    List<AgreedInput> inputs) {

  /// What stands between a definition and its first job, or that nothing does.
  public enum State {
    DRAFT,
    APPROVED,
    STOPPED,
    EXPIRED
  }

  /// A consent with the signed bytes that prove it.
  public record Consent(byte[] statement, Instant approvedAt, Instant expiresAt) {
    boolean isInForceAt(Instant now) {
      return !now.isBefore(approvedAt) && now.isBefore(expiresAt);
    }
  }

  /// One input and its owner's word.
  ///
  /// @param dataset the declaration's digest, in hex
  /// @param declaration the signed declaration
  /// @param content the signed word on the ciphertext, once it is complete
  /// @param upload where the ciphertext is, once it is complete
  public record AgreedInput(
      String table,
      String dataset,
      String tenant,
      byte[] declaration,
      Optional<byte[]> content,
      Optional<UUID> upload,
      Optional<Consent> consent,
      Optional<Instant> stoppedAt) {
    /// Whether the owner consents at that moment.
    public boolean isApprovedAt(Instant now) {
      return stoppedAt.isEmpty() && consent.filter(given -> given.isInForceAt(now)).isPresent();
    }
  }

  /// A stop outweighs everything, and expiry outweighs consent.
  public State stateAt(Instant now) {
    if (inputs.stream().anyMatch(input -> input.stoppedAt().isPresent())) {
      return State.STOPPED;
    }
    if (!now.isBefore(Instant.ofEpochMilli(definition.expiresAt()))) {
      return State.EXPIRED;
    }
    return inputs.stream().allMatch(input -> input.isApprovedAt(now))
        ? State.APPROVED
        : State.DRAFT;
  }

  /// Where the ciphertext of one of the inputs is.
  public Optional<UUID> uploadOf(String dataset) {
    return inputs.stream()
        .filter(input -> input.dataset().equals(dataset))
        .findFirst()
        .flatMap(AgreedInput::upload);
  }

  /// Since arrays are compared by identity, agreements are told apart by id.
  @Override
  public boolean equals(Object other) {
    return other instanceof Agreement that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }
}
