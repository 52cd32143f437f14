// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.json;

import io.cloister.attestation.Octets;
import io.cloister.attestation.json.Json.Elements;
import io.cloister.attestation.json.Json.Members;
import io.cloister.attestation.json.Json.Text;
import io.cloister.attestation.json.Json.Whole;
import io.cloister.protocol.encoding.MalformedException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A JSON object, read member by member by its expected types. Says where it is in every refusal.
public final class JsonObject {
  /// Reads one element of an array of objects.
  @FunctionalInterface
  public interface Element<T> {
    /// Reads the element.
    T read(JsonObject object) throws MalformedException;
  }

  /// Reads one element of an array of strings.
  @FunctionalInterface
  public interface TextElement<T> {
    /// Reads the element.
    T read(String text) throws MalformedException;
  }

  private final String path;
  private final Map<String, Json> members;

  JsonObject(String path, Json value) throws MalformedException {
    if (!(value instanceof Members(Map<String, Json> found))) {
      throw new MalformedException("expected an object at " + path);
    }
    this.path = path;
    this.members = found;
  }

  /// Whether there is a member of this name.
  public boolean has(String name) {
    return members.containsKey(name);
  }

  /// The names of all members.
  public Set<String> names() {
    return members.keySet();
  }

  /// Demands that every member has one of these names.
  public void only(Set<String> names) throws MalformedException {
    for (String name : members.keySet()) {
      if (!names.contains(name)) {
        throw new MalformedException("unknown member at " + path);
      }
    }
  }

  /// The value of a member that must be there.
  public Json value(String name) throws MalformedException {
    Json value = members.get(name);
    if (value == null) {
      throw expected("a member", name);
    }
    return value;
  }

  /// An object within this one.
  public JsonObject object(String name) throws MalformedException {
    return new JsonObject(path + "." + name, value(name));
  }

  /// A string.
  public String text(String name) throws MalformedException {
    if (value(name) instanceof Text(String text)) {
      return text;
    }
    throw expected("a string", name);
  }

  /// A whole number between two bounds, both allowed.
  public int integer(String name, int min, int max) throws MalformedException {
    if (value(name) instanceof Whole(long whole) && whole >= min && whole <= max) {
      return (int) whole;
    }
    throw expected("a whole number from " + min + " to " + max, name);
  }

  /// An instant in UTC as in RFC 3339, such as `2026-01-31T12:00:00Z`.
  public Instant instant(String name) throws MalformedException {
    try {
      return Instant.parse(text(name));
    } catch (DateTimeParseException e) {
      throw expected("an instant", name);
    }
  }

  /// So many bytes in hexadecimal digits.
  public Octets octets(String name, int size) throws MalformedException {
    try {
      Octets octets = Octets.ofHex(text(name));
      if (octets.size() == size) {
        return octets;
      }
    } catch (IllegalArgumentException e) {
      throw expected(2 * size + " hexadecimal digits", name);
    }
    throw expected(2 * size + " hexadecimal digits", name);
  }

  /// At most so many objects.
  public <T> List<T> objects(String name, int max, Element<T> element) throws MalformedException {
    List<T> list = new ArrayList<>();
    for (Json value : elements(name, max)) {
      list.add(element.read(new JsonObject(path + "." + name, value)));
    }
    return List.copyOf(list);
  }

  /// At most so many strings.
  public <T> List<T> texts(String name, int max, TextElement<T> element) throws MalformedException {
    List<T> list = new ArrayList<>();
    for (Json value : elements(name, max)) {
      if (!(value instanceof Text(String text))) {
        throw expected("strings", name);
      }
      list.add(element.read(text));
    }
    return List.copyOf(list);
  }

  private List<Json> elements(String name, int max) throws MalformedException {
    if (value(name) instanceof Elements(List<Json> elements) && elements.size() <= max) {
      return elements;
    }
    throw expected("an array of at most " + max, name);
  }

  private MalformedException expected(String what, String name) {
    return new MalformedException("expected " + what + " at " + path + "." + name);
  }
}
