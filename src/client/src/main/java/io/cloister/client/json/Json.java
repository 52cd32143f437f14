// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads and writes JSON as plain maps, lists, strings, numbers, booleans and nulls.
///
/// Input is hostile: depth and sizes are bounded, duplicate names and trailing text are refused.
public final class Json {
  /// Deeper than any document of this project.
  private static final int MAX_DEPTH = 32;

  /// A definition's encoding in base64url is by far the longest string.
  private static final int MAX_STRING = 16 << 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxStringLength(MAX_STRING)
                  .build())
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .build();

  private Json() {}

  /// Reads one object.
  ///
  /// @throws JsonException if the text is anything else
  public static JsonObject object(byte[] utf8) throws JsonException {
    return new JsonObject(JsonObject.map(parse(utf8), "the document"));
  }

  /// Reads one object.
  ///
  /// @throws JsonException if the text is anything else
  public static JsonObject object(String text) throws JsonException {
    return object(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads an array of objects, or the objects in the field "items" of one object.
  ///
  /// @throws JsonException if the text is anything else
  public static List<JsonObject> objects(byte[] utf8) throws JsonException {
    Object value = parse(utf8);
    if (value instanceof Map) {
      return new JsonObject(JsonObject.map(value, "the document")).objects("items");
    }
    return JsonObject.objects(value, "the document");
  }

  /// Writes a value made of maps, collections, strings, numbers, booleans and nulls.
  public static String write(@Nullable Object value) {
    StringWriter out = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(out)) {
      write(generator, value);
    } catch (IOException e) {
      throw new UncheckedIOException("a string takes everything", e);
    }
    return out.toString();
  }

  private static @Nullable Object parse(byte[] utf8) throws JsonException {
    try (JsonParser parser = FACTORY.createParser(utf8)) {
      parser.nextToken();
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonException("expected the end of the JSON text");
      }
      return value;
    } catch (JsonProcessingException e) {
      throw new JsonException("expected JSON" + where(e), e);
    } catch (IOException e) {
      throw new JsonException("expected JSON", e);
    }
  }

  private static String where(JsonProcessingException e) {
    return e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
  }

  private static @Nullable Object value(JsonParser parser) throws IOException, JsonException {
    JsonToken token = parser.currentToken();
    if (token == null) {
      throw new JsonException("expected JSON, not an empty text");
    }
    return switch (token) {
      case START_OBJECT -> objectAt(parser);
      case START_ARRAY -> arrayAt(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT -> parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      default -> throw new JsonException("expected a JSON value");
    };
  }

  private static Map<String, @Nullable Object> objectAt(JsonParser parser)
      throws IOException, JsonException {
    Map<String, @Nullable Object> fields = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      fields.put(name, value(parser));
    }
    return fields;
  }

  private static List<@Nullable Object> arrayAt(JsonParser parser)
      throws IOException, JsonException {
    List<@Nullable Object> elements = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      elements.add(value(parser));
    }
    return elements;
  }

  private static void write(JsonGenerator out, @Nullable Object value) throws IOException {
    switch (value) {
      case null -> out.writeNull();
      case JsonObject object -> write(out, object.fields());
      case Map<?, ?> map -> {
        out.writeStartObject();
        for (Map.Entry<?, ?> field : map.entrySet()) {
          out.writeFieldName(String.valueOf(field.getKey()));
          write(out, field.getValue());
        }
        out.writeEndObject();
      }
      case Iterable<?> elements -> {
        out.writeStartArray();
        for (Object element : elements) {
          write(out, element);
        }
        out.writeEndArray();
      }
      case Boolean bool -> out.writeBoolean(bool);
      case Double number -> out.writeNumber(number);
      case Number number -> out.writeNumber(number.longValue());
      default -> out.writeString(value.toString());
    }
  }
}
