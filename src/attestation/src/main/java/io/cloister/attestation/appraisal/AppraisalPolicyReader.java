// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.appraisal;

import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Flag;
import io.cloister.attestation.Measurement;
import io.cloister.attestation.Octets;
import io.cloister.attestation.TcbStatus;
import io.cloister.attestation.Workload.Code;
import io.cloister.attestation.appraisal.AppraisalPolicy.Accepted;
import io.cloister.attestation.appraisal.AppraisalPolicy.Floor;
import io.cloister.attestation.appraisal.AppraisalPolicy.Machines;
import io.cloister.attestation.appraisal.AppraisalPolicy.ReleaseRule;
import io.cloister.attestation.appraisal.AppraisalPolicy.TcbRules;
import io.cloister.attestation.json.Json.Text;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonObject.TextElement;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Reads a policy from JSON (`policies/appraisal/appraisal-policy.schema.json`).
///
/// Every member but the grace for collateral is required, and unknown members are refused: a
/// misspelt rule must not be a rule that silently does not hold.
public final class AppraisalPolicyReader {
  /// The value of `format` in every policy.
  public static final String FORMAT = "cloister-appraisal-policy/1";

  /// Enough for ten thousand listed machines.
  private static final int MAX_SIZE = 4 << 20;

  /// Beyond it, statements are not late but abandoned.
  private static final Duration MAX_GRACE = Duration.ofDays(366);

  private static final int MAX_LISTED = 20_000;
  private static final int MAX_REGISTERS = 4;
  private static final int MAX_NUMBER = 0xffff;

  private AppraisalPolicyReader() {}

  /// Reads one policy.
  ///
  /// @throws MalformedException if the text is not a policy
  public static AppraisalPolicy read(byte[] json) throws MalformedException {
    JsonObject policy = JsonReader.object(json, MAX_SIZE);
    policy.only(
        Set.of(
            "format",
            "id",
            "description",
            "kinds",
            "code",
            "platform",
            "tcb",
            "flags",
            "validity"));
    if (!policy.text("format").equals(FORMAT)) {
      throw new MalformedException("expected the format " + FORMAT);
    }
    return new AppraisalPolicy(
        policy.text("id"),
        set(policy, "kinds", AppraisalPolicyReader::kind),
        code(policy.object("code")),
        machines(policy.object("platform")),
        tcb(policy.object("tcb")),
        set(policy, "flags", text -> known(Flag.ofLabel(text))),
        duration(policy.text("validity")));
  }

  private static Accepted code(JsonObject code) throws MalformedException {
    code.only(Set.of("measurements", "releases"));
    return new Accepted(
        measured(code), code.objects("releases", MAX_LISTED, AppraisalPolicyReader::release));
  }

  private static Allowed<Code> measured(JsonObject code) throws MalformedException {
    if (isAny(code, "measurements")) {
      return new Allowed.Any<>();
    }
    return new Allowed.Only<>(
        new HashSet<>(
            code.objects("measurements", MAX_LISTED, AppraisalPolicyReader::measuredCode)));
  }

  private static Code measuredCode(JsonObject code) throws MalformedException {
    code.only(Set.of("measurement", "registers", "note"));
    return new Code(
        measurement(code.text("measurement")),
        code.has("registers")
            ? code.texts("registers", MAX_REGISTERS, AppraisalPolicyReader::octets)
            : List.of());
  }

  private static ReleaseRule release(JsonObject release) throws MalformedException {
    release.only(Set.of("signer", "productId", "minSvn", "note"));
    return new ReleaseRule(
        octets(release.text("signer")),
        release.integer("productId", 0, MAX_NUMBER),
        release.integer("minSvn", 0, MAX_NUMBER));
  }

  private static Machines machines(JsonObject platform) throws MalformedException {
    platform.only(Set.of("models", "ids"));
    return new Machines(
        allowed(platform, "models", text -> text),
        allowed(platform, "ids", AppraisalPolicyReader::octets));
  }

  private static TcbRules tcb(JsonObject tcb) throws MalformedException {
    tcb.only(
        Set.of(
            "statuses",
            "minDate",
            "minEvaluationNumber",
            "maxEndorsementAge",
            "collateralGrace",
            "worstClass",
            "floors"));
    return new TcbRules(
        set(tcb, "statuses", text -> known(TcbStatus.ofLabel(text))),
        tcb.instant("minDate"),
        tcb.integer("minEvaluationNumber", 0, Integer.MAX_VALUE),
        duration(tcb.text("maxEndorsementAge")),
        grace(tcb),
        ConfidenceClass.of(tcb.integer("worstClass", 1, ConfidenceClass.values().length)),
        tcb.objects("floors", MAX_LISTED, AppraisalPolicyReader::floor));
  }

  private static Duration grace(JsonObject tcb) throws MalformedException {
    if (!tcb.has("collateralGrace")) {
      return Duration.ZERO;
    }
    Duration grace = duration(tcb.text("collateralGrace"));
    if (grace.isNegative() || grace.compareTo(MAX_GRACE) > 0) {
      throw new MalformedException("expected a grace of at most " + MAX_GRACE);
    }
    return grace;
  }

  private static Floor floor(JsonObject floor) throws MalformedException {
    floor.only(Set.of("model", "svns"));
    JsonObject listed = floor.object("svns");
    Map<String, Integer> svns = new HashMap<>();
    for (String name : listed.names()) {
      svns.put(name, listed.integer(name, 0, MAX_NUMBER));
    }
    return new Floor(floor.text("model"), svns);
  }

  private static <T> Allowed<T> allowed(JsonObject in, String name, TextElement<T> element)
      throws MalformedException {
    return isAny(in, name) ? new Allowed.Any<>() : new Allowed.Only<>(set(in, name, element));
  }

  private static boolean isAny(JsonObject in, String name) throws MalformedException {
    return in.value(name) instanceof Text(String text) && text.equals("any");
  }

  private static <T> Set<T> set(JsonObject in, String name, TextElement<T> element)
      throws MalformedException {
    return new HashSet<>(in.texts(name, MAX_LISTED, element));
  }

  private static EvidenceKind kind(String text) throws MalformedException {
    for (EvidenceKind kind : EvidenceKind.values()) {
      if (kind.name().equals(text)) {
        return kind;
      }
    }
    throw new MalformedException("expected a known kind of evidence");
  }

  private static <T> T known(Optional<T> value) throws MalformedException {
    return value.orElseThrow(() -> new MalformedException("expected a known name"));
  }

  private static Measurement measurement(String hex) throws MalformedException {
    try {
      return new Measurement(octets(hex));
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected a measurement of 32 to 48 bytes", e);
    }
  }

  private static Octets octets(String hex) throws MalformedException {
    try {
      return Octets.ofHex(hex);
    } catch (IllegalArgumentException e) {
      throw new MalformedException("expected hexadecimal digits", e);
    }
  }

  private static Duration duration(String text) throws MalformedException {
    try {
      return Duration.parse(text);
    } catch (DateTimeParseException e) {
      throw new MalformedException("expected a duration as in ISO 8601", e);
    }
  }
}
