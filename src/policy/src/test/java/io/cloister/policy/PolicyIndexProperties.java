// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.value.EntityUid;
import io.cloister.policy.value.EvaluationException;
import io.cloister.policy.value.LongValue;
import io.cloister.policy.value.RecordValue;
import io.cloister.policy.value.StringValue;
import io.cloister.policy.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/// The index leaves out only what could neither hold nor fail: it decides as looking at every
/// policy does, reasons and errors included.
class PolicyIndexProperties {
  private static final List<String> SCOPES =
      List.of(
          "{'op':'All'}",
          "{'op':'==','entity':{'type':'T','id':'a'}}",
          "{'op':'in','entity':{'type':'T','id':'b'}}",
          "{'op':'in','entities':[{'type':'T','id':'a'},{'type':'T','id':'c'}]}",
          "{'op':'is','entity_type':'T'}",
          "{'op':'is','entity_type':'T','in':{'entity':{'type':'T','id':'c'}}}");
  private static final List<String> PATHS =
      List.of(
          "{'Var':'principal'}",
          "{'.':{'left':{'Var':'context'},'attr':'x'}}",
          "{'.':{'left':{'Var':'resource'},'attr':'x'}}",
          "{'.':{'left':{'.':{'left':{'Var':'principal'},'attr':'x'}},'attr':'y'}}");
  private static final List<String> CONSTANTS =
      List.of(
          "{'Value':1}",
          "{'Value':'s'}",
          "{'Value':{'__entity':{'type':'T','id':'a'}}}",
          "{'Set':[{'Value':1}]}",
          "{'ip':[{'Value':'no address'}]}",
          "{'.':{'left':{'Var':'context'},'attr':'x'}}");
  private static final List<String> REST =
      List.of("{'Value':true}", "{'Value':false}", "{'Value':1}", "{'neg':{'arg':{'Value':'s'}}}");

  @Provide
  Arbitrary<List<String>> policySets() {
    Arbitrary<String> heads =
        Combinators.combine(
                Arbitraries.of("permit", "forbid"),
                Arbitraries.of(SCOPES),
                Arbitraries.of(SCOPES),
                Arbitraries.of(SCOPES))
            .as("'effect':'%s','principal':%s,'action':%s,'resource':%s"::formatted);
    Arbitrary<String> equalities =
        Combinators.combine(
                Arbitraries.of(PATHS), Arbitraries.of(CONSTANTS), Arbitraries.of(true, false))
            .as((path, constant, swapped) ->
                "{'==':{'left':%s,'right':%s}}"
                    .formatted(swapped ? constant : path, swapped ? path : constant));
    Arbitrary<String> bodies =
        Combinators.combine(equalities, Arbitraries.of(REST), Arbitraries.integers().between(0, 3))
            .as(PolicyIndexProperties::body);
    Arbitrary<String> conditions =
        Combinators.combine(Arbitraries.of("when", "when", "unless"), bodies)
            .as("{'kind':'%s','body':%s}"::formatted)
            .list()
            .ofMaxSize(2)
            .map(all -> ",'conditions':" + all);
    return Combinators.combine(heads, conditions)
        .as((head, rest) -> ("{" + head + rest + "}").replace('\'', '"'))
        .list()
        .ofMaxSize(12);
  }

  private static String body(String equality, String rest, int shape) {
    return switch (shape) {
      case 0 -> equality;
      case 1 -> "{'&&':{'left':%s,'right':%s}}".formatted(equality, rest);
      case 2 ->
          "{'&&':{'left':{'&&':{'left':%s,'right':%s}},'right':%s}}"
              .formatted(equality, rest, rest);
      default -> "{'||':{'left':%s,'right':%s}}".formatted(equality, rest);
    };
  }

  @Provide
  Arbitrary<Request> requests() {
    Arbitrary<EntityUid> uids = Arbitraries.of("a", "b", "c", "no").map(id -> uid("T", id));
    Arbitrary<RecordValue> contexts =
        Arbitraries.of(
                List.<Map<String, Value>>of(
                    Map.of(), Map.of("x", new LongValue(1)), Map.of("x", new StringValue("s"))))
            .map(RecordValue::new);
    return Combinators.combine(uids, uids, uids, contexts).as(Request::new);
  }

  private static EntityUid uid(String type, String id) {
    return new EntityUid(type, id);
  }

  private static Entities entities() {
    Value inner = new RecordValue(Map.of("y", uid("T", "a")));
    return Entities.of(
        List.of(
            Entity.of(uid("T", "a")).with("x", inner).in(uid("T", "b")),
            Entity.of(uid("T", "b")).with("x", new LongValue(1)).in(uid("T", "c")),
            Entity.of(uid("T", "c"))));
  }

  @Property
  void decidesAsLookingAtEveryPolicyDoes(
      @ForAll("policySets") List<String> texts, @ForAll("requests") Request request) {
    List<Policy> policies = new ArrayList<>();
    for (String text : texts) {
      policies.add(Policy.compile("policy" + policies.size(), JsonReader.read(text)));
    }

    Decision indexed = Authorizer.decide(PolicySet.of(policies), request, entities());

    assertThat(indexed).isEqualTo(plainly(policies, request, entities()));
  }

  private static Decision plainly(List<Policy> policies, Request request, Entities entities) {
    TreeSet<String> permits = new TreeSet<>();
    TreeSet<String> forbids = new TreeSet<>();
    TreeMap<String, PolicyError> errors = new TreeMap<>();
    for (Policy policy : policies) {
      try {
        if (policy.holds(request, entities)) {
          (policy.effect() == Effect.PERMIT ? permits : forbids).add(policy.id());
        }
      } catch (EvaluationException failure) {
        errors.put(policy.id(), new PolicyError(policy.id(), failure.fault()));
      }
    }
    Verdict verdict = forbids.isEmpty() && !permits.isEmpty() ? Verdict.PERMIT : Verdict.DENY;
    return new Decision(
        verdict, List.copyOf(forbids.isEmpty() ? permits : forbids), List.copyOf(errors.values()));
  }
}
