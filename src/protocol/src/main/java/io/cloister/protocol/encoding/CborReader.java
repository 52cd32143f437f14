// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.encoding;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Reads deterministic CBOR (RFC 8949, section 4.2.1) from hostile bytes.
///
/// Pulls one expected item at a time, so depth and memory are bounded by the caller's own code: an
/// announced length never allocates more than the bytes that are there. Longer heads than needed,
/// indefinite lengths, floats, invalid UTF-8 and trailing bytes are refused. Hence two different
/// byte strings never decode to the same value, and a digest of the bytes is a digest of the value.
public final class CborReader {
  /// Reads one element of an array.
  @FunctionalInterface
  public interface Element<T> {
    /// Reads one element and nothing more.
    T read(CborReader in) throws MalformedException;
  }

  private final byte[] input;
  private int position;

  /// @param input the whole encoding; not copied, and not to be changed while it is read
  public CborReader(byte[] input) {
    this.input = input;
  }

  /// Decodes a whole byte string of at most `max` bytes as one record.
  ///
  /// A value that the record's own constructor refuses is malformed too.
  ///
  /// @throws MalformedException if there is more, less or something else
  public static <T> T whole(byte[] bytes, int max, Element<T> element) throws MalformedException {
    if (bytes.length > max) {
      throw new MalformedException("expected at most " + max + " bytes, not " + bytes.length);
    }
    CborReader in = new CborReader(bytes);
    try {
      T value = element.read(in);
      in.end();
      return value;
    } catch (IllegalArgumentException e) {
      throw new MalformedException(String.valueOf(e.getMessage()), e);
    }
  }

  /// Enters a map and returns its number of entries.
  public int map() throws MalformedException {
    return count(CborWriter.MAP, "a map");
  }

  /// Enters a map that must have exactly so many entries.
  public CborReader map(int entries) throws MalformedException {
    return exactly(map(), entries, "entries");
  }

  /// Enters an array and returns its number of elements.
  public int array() throws MalformedException {
    return count(CborWriter.ARRAY, "an array");
  }

  /// Enters an array that must have exactly so many elements.
  public CborReader array(int elements) throws MalformedException {
    return exactly(array(), elements, "elements");
  }

  /// Reads an array of at most `max` elements.
  public <T> List<T> list(int max, Element<T> element) throws MalformedException {
    int elements = array();
    if (elements > max) {
      throw refuse("at most " + max + " elements");
    }
    List<T> list = new ArrayList<>(elements);
    for (int i = 0; i < elements; i++) {
      list.add(element.read(this));
    }
    return List.copyOf(list);
  }

  /// Steps over the key of a struct's next field, which must be this one.
  public CborReader key(int key) throws MalformedException {
    if (integer() != key) {
      throw refuse("field " + key);
    }
    return this;
  }

  /// Steps over a tag, which must be this one.
  public CborReader tag(long tag) throws MalformedException {
    if (head(CborWriter.TAG, "tag " + tag) != tag) {
      throw refuse("tag " + tag);
    }
    return this;
  }

  /// Reads a whole number.
  public long integer() throws MalformedException {
    int major = peek() >> 5;
    if (major == CborWriter.NEGATIVE) {
      return ~head(CborWriter.NEGATIVE, "a whole number");
    }
    return head(CborWriter.UNSIGNED, "a whole number");
  }

  /// Reads a whole number between two bounds, both allowed.
  public long integer(long min, long max) throws MalformedException {
    long value = integer();
    if (value < min || value > max) {
      throw refuse("a whole number from " + min + " to " + max);
    }
    return value;
  }

  /// Reads a byte string of at most `max` bytes.
  public byte[] bytes(int max) throws MalformedException {
    int size = count(CborWriter.BYTES, "a byte string");
    if (size > max) {
      throw refuse("at most " + max + " bytes");
    }
    position += size;
    return Arrays.copyOfRange(input, position - size, position);
  }

  /// Reads a byte string of exactly `size` bytes.
  public byte[] exactBytes(int size) throws MalformedException {
    byte[] bytes = bytes(size);
    if (bytes.length != size) {
      throw refuse("exactly " + size + " bytes");
    }
    return bytes;
  }

  /// Reads a text string of at most `max` bytes of UTF-8.
  public String text(int max) throws MalformedException {
    int size = count(CborWriter.TEXT, "a text string");
    if (size > max) {
      throw refuse("at most " + max + " bytes of text");
    }
    position += size;
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(input, position - size, size))
          .toString();
    } catch (CharacterCodingException e) {
      throw new MalformedException("expected valid UTF-8 before offset " + position, e);
    }
  }

  /// Reads true or false.
  public boolean bool() throws MalformedException {
    int octet = peek();
    if (octet != CborWriter.TRUE && octet != CborWriter.FALSE) {
      throw refuse("true or false");
    }
    position++;
    return octet == CborWriter.TRUE;
  }

  /// Steps over a null if one is next, and says whether it was.
  public boolean nil() throws MalformedException {
    if (peek() != CborWriter.NULL) {
      return false;
    }
    position++;
    return true;
  }

  /// Reads a record, or null where there is none.
  public <T> @Nullable T optional(Element<T> element) throws MalformedException {
    return nil() ? null : element.read(this);
  }

  /// Demands that nothing follows.
  public void end() throws MalformedException {
    if (position != input.length) {
      throw refuse("the end");
    }
  }

  private CborReader exactly(int found, int wanted, String what) throws MalformedException {
    if (found != wanted) {
      throw refuse(wanted + " " + what);
    }
    return this;
  }

  /// A length or count: never more than the bytes that remain, since each element takes one.
  private int count(int major, String expected) throws MalformedException {
    long value = head(major, expected);
    if (value > input.length - position) {
      throw refuse(expected + " that fits into the input");
    }
    return (int) value;
  }

  private long head(int major, String expected) throws MalformedException {
    int octet = peek();
    if (octet >> 5 != major) {
      throw refuse(expected);
    }
    int info = octet & 0x1f;
    if (info < 24) {
      position++;
      return info;
    }
    if (info > 27) {
      throw refuse(expected + " of definite length");
    }
    int octets = 1 << (info - 24);
    if (input.length - position - 1 < octets) {
      throw refuse(octets + " more bytes");
    }
    long value = 0;
    for (int i = 1; i <= octets; i++) {
      value = (value << 8) | (input[position + i] & 0xff);
    }
    if (value < 0 || value < smallest(octets)) {
      throw refuse("the shortest head, below 2^63");
    }
    position += 1 + octets;
    return value;
  }

  /// The smallest value that needs a head of so many octets.
  private static long smallest(int octets) {
    return octets == 1 ? 24 : 1L << (4 * octets);
  }

  private int peek() throws MalformedException {
    if (position >= input.length) {
      throw refuse("more bytes");
    }
    return input[position] & 0xff;
  }

  private MalformedException refuse(String expected) {
    return new MalformedException("expected " + expected + " at offset " + position);
  }
}
