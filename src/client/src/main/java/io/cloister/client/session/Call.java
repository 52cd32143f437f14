// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import io.cloister.client.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/// One request to make.
///
/// @param method GET, HEAD, POST, PUT or PATCH
/// @param path from the root, beginning with a slash
/// @param headers extra headers
/// @param body the body; empty for none
/// @param repeat whether a second delivery changes nothing
public record Call(
    String method, String path, Map<String, String> headers, byte[] body, Repeat repeat) {
  /// Whether a call may be made again when nobody knows if it arrived.
  public enum Repeat {
    /// A second delivery has no further effect.
    SAFE,
    /// A second delivery might do it twice.
    UNSAFE
  }

  /// Copies the headers.
  public Call {
    headers = Map.copyOf(headers);
  }

  /// Reads something.
  public static Call get(String path) {
    return new Call("GET", path, Map.of(), new byte[0], Repeat.SAFE);
  }

  /// Asks about something.
  public static Call head(String path) {
    return new Call("HEAD", path, Map.of(), new byte[0], Repeat.SAFE);
  }

  /// Posts an object. Everything the gateway takes is named by its content, so twice is once.
  public static Call post(String path, JsonObject body) {
    return new Call(
        "POST",
        path,
        Map.of("Content-Type", "application/json"),
        body.toString().getBytes(StandardCharsets.UTF_8),
        Repeat.SAFE);
  }

  /// Sends a part of an upload; if in doubt, ask for the offset instead of sending again.
  public static Call patch(String path, byte[] body) {
    return new Call(
        "PATCH",
        path,
        Map.of("Content-Type", "application/offset+octet-stream"),
        body,
        Repeat.UNSAFE);
  }

  /// The same call with a header more.
  public Call with(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(name, value);
    return new Call(method, path, more, body, repeat);
  }
}
