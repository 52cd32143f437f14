// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.cedar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloister.policy.entity.Entities;
import io.cloister.policy.entity.Entity;
import io.cloister.policy.entity.EntityJson;
import io.cloister.policy.entity.Request;
import io.cloister.policy.json.JsonReader;
import io.cloister.policy.json.JsonWriter;
import io.cloister.policy.json.PolicyFormatException;
import io.cloister.policy.value.EntityUid;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaTest {
  @Test
  void findsTheHierarchyOfActions() {
    String schema =
        """
        entity T in [T] { "a": { b: Long } };
        action read, "list" appliesTo { principal: [T], resource: [T] };
        @doc("x")
        namespace N::M {
          type X = { a: Set<Long> };
          action view in [read, Action::"list", O::Action::"far"] appliesTo {
            principal: [T], resource: T, context: {}
          } attributes {};
          action read in N::M::Action::"view";
        }
        """;

    assertThat(Schema.parse(schema).actions())
        .containsExactly(
            Entity.of(new EntityUid("Action", "read")),
            Entity.of(new EntityUid("Action", "list")),
            Entity.of(new EntityUid("N::M::Action", "view"))
                .in(new EntityUid("N::M::Action", "read"))
                .in(new EntityUid("Action", "list"))
                .in(new EntityUid("O::Action", "far")),
            Entity.of(new EntityUid("N::M::Action", "read"))
                .in(new EntityUid("N::M::Action", "view")));
  }

  private static final String TYPED =
      """
      entity Colour enum ["red", "green"];
      namespace N {
        type Address = Net;
        type Net = ipaddr;
        type Place = { at: Address, "near by"?: Set<U>, @doc("x") since: __cedar::datetime };
        entity U, V in [U, Colour] = { place: Place, text: String, colour: Colour }
          tags Set<decimal>;
        action go appliesTo { principal: U, resource: [U, V], context: Place };
      }
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'at':'1.2.3.4'} | {'at':{'__extn':{'fn':'ip','arg':'1.2.3.4'}}}",
        "{'at':{'fn':'ip','arg':'::1'}} | {'at':{'__extn':{'fn':'ip','arg':'::1'}}}",
        "{'at':{'__extn':{'fn':'ip','arg':'::1'}}} | {'at':{'__extn':{'fn':'ip','arg':'::1'}}}",
        "{'since':'2026-11-22'} | {'since':{'__extn':{'fn':'datetime','arg':'2026-11-22'}}}",
        "{'near by':[{'type':'N::U','id':'a'}]}"
            + " | {'near by':[{'__entity':{'type':'N::U','id':'a'}}]}",
        "{'other':'1.2.3.4'} | {'other':'1.2.3.4'}"
      })
  void readsAContextByItsTypes(String context, String explicit) {
    Schema schema = Schema.parse(TYPED);
    EntityUid ann = new EntityUid("N::U", "ann");
    EntityUid go = new EntityUid("N::Action", "go");

    Request request = schema.request(ann, go, ann, JsonReader.read(quoted(context)));

    assertThat(request)
        .isEqualTo(Schema.parse("").request(ann, go, ann, JsonReader.read(quoted(explicit))));
  }

  @Test
  void readsEntitiesByTheirTypes() {
    Entities entities =
        Schema.parse(TYPED)
            .entities(
                JsonReader.read(
                    quoted(
                        "[{'uid':{'type':'N::V','id':'v'},'parents':[],"
                            + "'attrs':{'place':{'at':'::1'},'text':'::1',"
                            + "'colour':{'type':'Colour','id':'red'}},"
                            + "'tags':{'t':['1.5']}}]")));

    assertThat(new String(EntityJson.writeEntities(entities), StandardCharsets.UTF_8))
        .isEqualTo(
            JsonWriter.canonical(
                JsonReader.read(
                    quoted(
                        "[{'uid':{'type':'N::Action','id':'go'},'attrs':{},'parents':[]},"
                            + "{'uid':{'type':'N::V','id':'v'},'parents':[],"
                            + "'attrs':{'place':{'at':{'__extn':{'fn':'ip',"
                            + "'arg':'0:0:0:0:0:0:0:1'}}},'text':'::1',"
                            + "'colour':{'__entity':{'type':'Colour','id':'red'}}},"
                            + "'tags':{'t':[{'__extn':{'fn':'decimal','arg':'1.5000'}}]}}]"))));
  }

  @Test
  void refusesATypeThatIsItself() {
    Schema schema =
        Schema.parse("type A = B; type B = A; action a appliesTo { context: { x: A } };");
    EntityUid a = new EntityUid("Action", "a");

    assertThatThrownBy(() -> schema.request(a, a, a, JsonReader.read("{\"x\": 1}")))
        .isInstanceOf(PolicyFormatException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"entity", "entity A", "entity A { b: };", "action a in [;", "namespace N {", "x;"})
  void refusesWhatIsNoSchema(String text) {
    assertThatThrownBy(() -> Schema.parse(text)).isInstanceOf(PolicyFormatException.class);
  }

  private static String quoted(String json) {
    return json.replace('\'', '"');
  }
}
