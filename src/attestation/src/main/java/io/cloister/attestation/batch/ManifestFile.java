// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads a list of objects out of a JSON file that the user made, one object at a time.
///
/// Unlike what vendors sign, such a file may hold anything beside what is asked for.
///
/// @param head what stands beside the list
/// @param entries the list's objects
record ManifestFile(ManifestEntry head, List<ManifestEntry> entries) {
  private static final long MAX_SIZE = 256L << 20;
  private static final int MAX_DEPTH = 64;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxDocumentLength(MAX_SIZE)
                  .maxNestingDepth(MAX_DEPTH)
                  .build())
          .build();

  /// Reads a file that is the list, or an object with the list under a name.
  ///
  /// @throws MalformedException if it is neither, or the list is longer than `max`
  static ManifestFile read(Path file, String list, int max) throws IOException, MalformedException {
    try (InputStream bytes = Files.newInputStream(file);
        JsonParser in = FACTORY.createParser(bytes)) {
      Map<String, List<String>> head = new HashMap<>();
      List<ManifestEntry> entries = new ArrayList<>();
      switch (in.nextToken()) {
        case START_ARRAY -> entries(in, max, entries);
        case START_OBJECT -> {
          while (in.nextToken() == JsonToken.FIELD_NAME) {
            String name = in.currentName();
            if (in.nextToken() == JsonToken.START_ARRAY && name.equals(list)) {
              entries(in, max, entries);
            } else {
              flatten(in, name, head);
            }
          }
        }
        case null, default -> throw new MalformedException("expected an object or a list");
      }
      return new ManifestFile(new ManifestEntry(head), List.copyOf(entries));
    } catch (JsonProcessingException e) {
      throw new MalformedException("expected JSON: " + e.getOriginalMessage(), e);
    }
  }

  private static void entries(JsonParser in, int max, List<ManifestEntry> entries)
      throws IOException, MalformedException {
    while (in.nextToken() != JsonToken.END_ARRAY) {
      if (entries.size() == max) {
        throw new MalformedException("expected at most " + max + " entries");
      }
      Map<String, List<String>> fields = new HashMap<>();
      flatten(in, "", fields);
      entries.add(new ManifestEntry(fields));
    }
  }

  /// Takes the value that the parser is at.
  private static void flatten(JsonParser in, String path, Map<String, List<String>> fields)
      throws IOException {
    @Nullable JsonToken token = in.currentToken();
    if (token == JsonToken.START_OBJECT) {
      while (in.nextToken() == JsonToken.FIELD_NAME) {
        String inner = path.isEmpty() ? in.currentName() : path + "." + in.currentName();
        in.nextToken();
        flatten(in, inner, fields);
      }
    } else if (token == JsonToken.START_ARRAY) {
      fields.computeIfAbsent(path, absent -> new ArrayList<>());
      while (in.nextToken() != JsonToken.END_ARRAY) {
        flatten(in, path, fields);
      }
    } else if (token != JsonToken.VALUE_NULL) {
      fields.computeIfAbsent(path, absent -> new ArrayList<>()).add(in.getText());
    }
  }
}
