// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.json;

import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One JSON object, whose fields are asked for by name and type.
///
/// @param fields names and values, in the order they were read or put
public record JsonObject(Map<String, @Nullable Object> fields) {
  /// Copies the fields.
  public JsonObject {
    fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
  }

  /// An object without fields.
  public static JsonObject empty() {
    return new JsonObject(Map.of());
  }

  /// This object and one field more. Bytes are written in base64url without padding.
  public JsonObject with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(fields);
    more.put(name, value instanceof byte[] bytes ? base64(bytes) : value);
    return new JsonObject(more);
  }

  /// A text field that must be there.
  public String text(String name) throws JsonException {
    return optionalText(name).orElseThrow(() -> new JsonException("expected a text: " + name));
  }

  /// A text field, if it is there and not null.
  public Optional<String> optionalText(String name) {
    return fields.get(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// A whole number that must be there.
  public long integer(String name) throws JsonException {
    return optionalInteger(name)
        .orElseThrow(() -> new JsonException("expected a whole number: " + name));
  }

  /// A whole number, if it is there and not null.
  public Optional<Long> optionalInteger(String name) {
    return fields.get(name) instanceof Long number ? Optional.of(number) : Optional.empty();
  }

  /// Whether a field is there and true.
  public boolean isTrue(String name) {
    return Boolean.TRUE.equals(fields.get(name));
  }

  /// A binary field that must be there.
  public byte[] bytes(String name) throws JsonException {
    try {
      return Base64.getUrlDecoder().decode(text(name));
    } catch (IllegalArgumentException e) {
      throw new JsonException("expected base64url: " + name, e);
    }
  }

  /// A digest in hexadecimal that must be there.
  public Digest digest(String name) throws JsonException {
    try {
      return Digest.parse(text(name));
    } catch (MalformedException e) {
      throw new JsonException("expected a digest: " + name, e);
    }
  }

  /// An object that must be there.
  public JsonObject object(String name) throws JsonException {
    return new JsonObject(map(fields.get(name), name));
  }

  /// An object, if it is there and not null.
  public Optional<JsonObject> optionalObject(String name) throws JsonException {
    return fields.get(name) == null ? Optional.empty() : Optional.of(object(name));
  }

  /// An array of objects that must be there.
  public List<JsonObject> objects(String name) throws JsonException {
    return objects(fields.get(name), name);
  }

  /// An array of texts; none if it is absent.
  public List<String> texts(String name) throws JsonException {
    if (fields.get(name) == null) {
      return List.of();
    }
    if (!(fields.get(name) instanceof List<?> elements)) {
      throw new JsonException("expected an array: " + name);
    }
    return elements.stream().map(String::valueOf).toList();
  }

  static List<JsonObject> objects(@Nullable Object value, String what) throws JsonException {
    if (!(value instanceof List<?> elements)) {
      throw new JsonException("expected an array: " + what);
    }
    List<JsonObject> objects = new ArrayList<>();
    for (Object element : elements) {
      objects.add(new JsonObject(map(element, what)));
    }
    return List.copyOf(objects);
  }

  static Map<String, @Nullable Object> map(@Nullable Object value, String what)
      throws JsonException {
    if (!(value instanceof Map<?, ?> map)) {
      throw new JsonException("expected an object: " + what);
    }
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    map.forEach((name, field) -> fields.put(String.valueOf(name), field));
    return fields;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// The object as one line of JSON.
  @Override
  public String toString() {
    return Json.write(this);
  }
}
