// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.encoding;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// Writes deterministic CBOR (RFC 8949, section 4.2.1): shortest heads, definite lengths only.
///
/// Wire records are written as *structs*: a map whose keys are the unsigned integers 1, 2, 3 … in
/// rising order, with null for an absent optional field. The caller announces sizes and must keep
/// them; [CborReader] refuses whatever is not in this form.
public final class CborWriter {
  static final int UNSIGNED = 0;
  static final int NEGATIVE = 1;
  static final int BYTES = 2;
  static final int TEXT = 3;
  static final int ARRAY = 4;
  static final int MAP = 5;
  static final int TAG = 6;
  static final int SIMPLE = 7;

  static final int FALSE = 0xf4;
  static final int TRUE = 0xf5;
  static final int NULL = 0xf6;

  private static final int INITIAL_CAPACITY = 256;

  private byte[] buffer = new byte[INITIAL_CAPACITY];
  private int length;

  /// Opens a map of so many entries; key and value of each must follow, keys in rising order.
  public CborWriter map(int entries) {
    return head(MAP, entries);
  }

  /// Opens an array of so many elements, which must follow.
  public CborWriter array(int elements) {
    return head(ARRAY, elements);
  }

  /// Writes the key of a struct's next field, whose value must follow.
  public CborWriter key(int key) {
    return integer(key);
  }

  /// Writes a record as one item.
  public CborWriter item(Encodable item) {
    item.write(this);
    return this;
  }

  /// Writes an array of records.
  public CborWriter items(Collection<? extends Encodable> items) {
    array(items.size());
    items.forEach(item -> item.write(this));
    return this;
  }

  /// Writes a record, or null where there is none.
  public CborWriter optional(@Nullable Encodable item) {
    return item == null ? nil() : item(item);
  }

  /// Tags the item that follows.
  public CborWriter tag(long tag) {
    return head(TAG, tag);
  }

  /// Writes a whole number.
  public CborWriter integer(long value) {
    return value >= 0 ? head(UNSIGNED, value) : head(NEGATIVE, ~value);
  }

  /// Writes a byte string.
  public CborWriter bytes(byte[] value) {
    head(BYTES, value.length);
    return append(value);
  }

  /// Writes a text string in UTF-8.
  public CborWriter text(String value) {
    byte[] utf8 = value.getBytes(StandardCharsets.UTF_8);
    head(TEXT, utf8.length);
    return append(utf8);
  }

  /// Writes an array of text strings.
  public CborWriter texts(Collection<String> values) {
    array(values.size());
    values.forEach(this::text);
    return this;
  }

  /// Writes true or false.
  public CborWriter bool(boolean value) {
    return octet(value ? TRUE : FALSE);
  }

  /// Writes null.
  public CborWriter nil() {
    return octet(NULL);
  }

  /// Writes one item that is encoded already.
  public CborWriter encoded(byte[] item) {
    return append(item);
  }

  /// What has been written so far.
  public byte[] toBytes() {
    return Arrays.copyOf(buffer, length);
  }

  private CborWriter head(int major, long value) {
    int type = major << 5;
    if (value < 24) {
      return octet(type | (int) value);
    }
    if (value <= 0xff) {
      return octet(type | 24).bigEndian(value, 1);
    }
    if (value <= 0xffff) {
      return octet(type | 25).bigEndian(value, 2);
    }
    if (value <= 0xffff_ffffL) {
      return octet(type | 26).bigEndian(value, 4);
    }
    return octet(type | 27).bigEndian(value, 8);
  }

  private CborWriter bigEndian(long value, int octets) {
    for (int shift = 8 * (octets - 1); shift >= 0; shift -= 8) {
      octet((int) (value >>> shift) & 0xff);
    }
    return this;
  }

  private CborWriter octet(int value) {
    reserve(1);
    buffer[length++] = (byte) value;
    return this;
  }

  private CborWriter append(byte[] bytes) {
    reserve(bytes.length);
    System.arraycopy(bytes, 0, buffer, length, bytes.length);
    length += bytes.length;
    return this;
  }

  private void reserve(int more) {
    int needed = Math.addExact(length, more);
    if (needed > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(needed, buffer.length * 2));
    }
  }
}
