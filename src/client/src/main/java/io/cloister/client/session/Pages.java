// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Lists that come in pages, one after another by the Link header (RFC 8288).
public final class Pages {
  /// More pages than any tenant's list has; a server that goes on for ever is not followed.
  private static final int MAX_PAGES = 200;

  private static final Pattern NEXT = Pattern.compile("<([^>]+)>\\s*;\\s*rel=\"?next\"?");

  private Pages() {}

  /// Everything on the list.
  public static List<JsonObject> all(Gateway gateway, String path) throws ClientException {
    List<JsonObject> items = new ArrayList<>();
    String next = path;
    for (int page = 0; page < MAX_PAGES && !next.isEmpty(); page++) {
      Answer answer = gateway.call(Call.get(next));
      items.addAll(gateway.read(answer, Answer::objects));
      Matcher link = NEXT.matcher(answer.header("Link").orElse(""));
      next = link.find() ? link.group(1) : "";
    }
    return List.copyOf(items);
  }
}
