// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.cloister.attestation.json.Json.Elements;
import io.cloister.attestation.json.Json.Members;
import io.cloister.attestation.json.Json.Nothing;
import io.cloister.attestation.json.Json.Text;
import io.cloister.attestation.json.Json.Truth;
import io.cloister.attestation.json.Json.Whole;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one JSON text (RFC 8259) from hostile bytes.
///
/// Stricter than the RFC where two readers could disagree about one signed text: a name that occurs
/// twice, a fraction or exponent, a number beyond 64 bits, invalid UTF-8, and anything after the
/// value are all refused. Depth, names, strings and numbers are bounded; the size is the caller's.
public final class JsonReader {
  /// Deeper than any document that Cloister reads (the deepest, TCB Info, has 6).
  private static final int MAX_DEPTH = 16;

  private static final int MAX_NAME_LENGTH = 128;

  /// The longest strings are chains of certificates.
  private static final int MAX_STRING_LENGTH = 1 << 20;

  private static final int MAX_NUMBER_LENGTH = 20;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MAX_DEPTH)
                  .maxNameLength(MAX_NAME_LENGTH)
                  .maxStringLength(MAX_STRING_LENGTH)
                  .maxNumberLength(MAX_NUMBER_LENGTH)
                  .build())
          .build();

  private JsonReader() {}

  /// Reads a text that is one object.
  ///
  /// @throws MalformedException if it is anything else
  public static JsonObject object(byte[] text, int maxSize) throws MalformedException {
    return new JsonObject("document", value(text, maxSize));
  }

  /// Reads a text that is an array of at most `max` objects.
  ///
  /// @throws MalformedException if it is anything else
  public static <T> List<T> array(byte[] text, int maxSize, int max, JsonObject.Element<T> element)
      throws MalformedException {
    Json value = value(text, maxSize);
    return new JsonObject("document", new Members(Map.of("[]", value))).objects("[]", max, element);
  }

  /// Reads a text that is any one value.
  ///
  /// @throws MalformedException if it is anything else
  public static Json value(byte[] text, int maxSize) throws MalformedException {
    if (text.length > maxSize) {
      throw new MalformedException("expected at most " + maxSize + " bytes of JSON");
    }
    try (JsonParser in = FACTORY.createParser(utf8(text))) {
      Json value = read(in, in.nextToken());
      if (in.nextToken() != null) {
        throw new MalformedException("expected nothing after the JSON value");
      }
      return value;
    } catch (IOException e) {
      throw new MalformedException("expected strict JSON", e);
    }
  }

  /// Decoded here and strictly: Jackson would guess the encoding and accept overlong forms.
  private static String utf8(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  private static Json read(JsonParser in, @Nullable JsonToken token)
      throws IOException, MalformedException {
    return switch (token) {
      case START_OBJECT -> members(in);
      case START_ARRAY -> elements(in);
      case VALUE_STRING -> new Text(in.getText());
      case VALUE_NUMBER_INT -> new Whole(in.getLongValue());
      case VALUE_TRUE -> new Truth(true);
      case VALUE_FALSE -> new Truth(false);
      case VALUE_NULL -> new Nothing();
      case null, default -> throw new MalformedException("expected a JSON value");
    };
  }

  private static Members members(JsonParser in) throws IOException, MalformedException {
    Map<String, Json> members = new LinkedHashMap<>();
    while (in.nextToken() == JsonToken.FIELD_NAME) {
      String name = in.currentName();
      members.put(name, read(in, in.nextToken()));
    }
    return new Members(Collections.unmodifiableMap(members));
  }

  private static Elements elements(JsonParser in) throws IOException, MalformedException {
    List<Json> elements = new ArrayList<>();
    for (JsonToken t = in.nextToken(); t != JsonToken.END_ARRAY; t = in.nextToken()) {
      elements.add(read(in, t));
    }
    return new Elements(List.copyOf(elements));
  }
}
