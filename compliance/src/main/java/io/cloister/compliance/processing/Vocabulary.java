// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.processing;

import static java.util.Objects.requireNonNull;

import io.cloister.policy.json.Json;
import io.cloister.policy.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The law as lists that change without code: which regions are adequate at which time, and which
/// categories of personal data are special. The lists ship with the policies.
public final class Vocabulary {
  private static final String FOLDER = "/cloister/policies/";
  private static final Pattern ARTICLE_9 = Pattern.compile("eu-gdpr:A9-2-[a-j]");

  private static final List<Json> REGIONS = items("adequacy.json", "regions");
  private static final Set<String> SPECIAL =
      items("special-categories.json", "categories").stream()
          .map(Json::asText)
          .collect(Collectors.toUnmodifiableSet());

  private Vocabulary() {}

  /// Codes of the regions to which personal data may go at that time without further safeguards
  /// (Art. 45 GDPR), in lower and in upper case: regions are named either way.
  public static Set<String> adequateRegionsAt(Instant now) {
    return REGIONS.stream()
        .map(Json::asMembers)
        .filter(region -> isInForce(region, now))
        .map(region -> region.require("code").asText())
        .flatMap(code -> Stream.of(code, code.toUpperCase(Locale.ROOT)))
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isInForce(Json.Members region, Instant now) {
    return region
        .find("until")
        .map(until -> LocalDate.parse(until.asText()).atStartOfDay(ZoneOffset.UTC).toInstant())
        .filter(until -> !now.isBefore(until))
        .isEmpty();
  }

  /// Categories that Art. 9(1) GDPR names, as terms of dpv-pd in their bare form.
  static Set<String> specialCategories() {
    return SPECIAL;
  }

  /// A term without the prefix of its vocabulary, in lower case with hyphens: `dpv-pd:MentalHealth`
  /// and `mental-health` are the same.
  static String bare(String term) {
    String name = term.substring(term.lastIndexOf(':') + 1);
    return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
  }

  /// Whether a term names one of the conditions of Art. 9(2) GDPR.
  static boolean isArticle9Condition(String term) {
    return ARTICLE_9.matcher(term).matches();
  }

  private static List<Json> items(String file, String member) {
    try (InputStream in = Vocabulary.class.getResourceAsStream(FOLDER + file)) {
      byte[] bytes = requireNonNull(in, file).readAllBytes();
      return JsonReader.read(bytes).asMembers().require(member).asItems();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(file, unreadable);
    }
  }
}
