// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Optional;

/// A successful answer.
///
/// @param status the HTTP status, 200 to 299
/// @param headers the headers
/// @param body the whole body, within {@link Gateway#MAX_ANSWER}
public record Answer(int status, HttpHeaders headers, byte[] body) {
  /// The value of a header, if it was sent.
  public Optional<String> header(String name) {
    return headers.firstValue(name);
  }

  /// The last part of the Location header: the name of what was made.
  ///
  /// @throws JsonException if there is none
  public String created() throws JsonException {
    String location =
        header("Location").orElseThrow(() -> new JsonException("expected a Location header"));
    return location.substring(location.lastIndexOf('/') + 1);
  }

  /// The body as an object.
  public JsonObject object() throws JsonException {
    return Json.object(body);
  }

  /// The body as an array of objects, or the "items" of a page.
  public List<JsonObject> objects() throws JsonException {
    return Json.objects(body);
  }
}
