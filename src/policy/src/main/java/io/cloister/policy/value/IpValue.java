// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import java.util.Arrays;

/// An IP address or CIDR range (Cedar's `ip`). `high` and `low` are the 128 bits of the address; an
/// IPv4 address occupies the lowest 32.
public record IpValue(Family family, long high, long low, int prefix) implements Value {
  private static final int LONGEST_TEXT = 43;
  private static final int GROUPS = 8;
  private static final IpValue LOOPBACK_V4 = parse("127.0.0.0/8");
  private static final IpValue LOOPBACK_V6 = parse("::1");
  private static final IpValue MULTICAST_V4 = parse("224.0.0.0/4");
  private static final IpValue MULTICAST_V6 = parse("ff00::/8");

  /// The version of the protocol.
  public enum Family {
    V4(32),
    V6(128);

    private final int bits;

    Family(int bits) {
      this.bits = bits;
    }
  }

  /// Parses dotted IPv4 or IPv6 text with an optional `/prefix`. Leading zeros in IPv4 numbers and
  /// prefixes, zone ids and embedded IPv4 are refused, as Cedar does.
  ///
  /// @throws EvaluationException when it does not parse
  public static IpValue parse(String text) {
    if (text.length() > LONGEST_TEXT) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    Family family = address.indexOf(':') < 0 ? Family.V4 : Family.V6;
    int prefix = slash < 0 ? family.bits : number(text.substring(slash + 1), family.bits);
    if (family == Family.V4) {
      return new IpValue(family, 0, parseV4(address), prefix);
    }
    int[] groups = parseV6(address);
    return new IpValue(family, pack(groups, 0), pack(groups, 4), prefix);
  }

  private static int number(String digits, int largest) {
    boolean leadingZero = digits.length() > 1 && digits.charAt(0) == '0';
    if (digits.isEmpty() || digits.length() > 3 || leadingZero) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    int number = Digits.fixed(digits, 0, digits.length());
    if (number > largest) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    return number;
  }

  private static long parseV4(String address) {
    String[] parts = address.split("\\.", -1);
    if (parts.length != 4) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    long bits = 0;
    for (String part : parts) {
      bits = bits << 8 | number(part, 255);
    }
    return bits;
  }

  private static int[] parseV6(String address) {
    int gap = address.indexOf("::");
    if (gap < 0) {
      int[] groups = groups(address);
      if (groups.length != GROUPS) {
        throw EvaluationException.of(Fault.EXTENSION);
      }
      return groups;
    }
    int[] head = groups(address.substring(0, gap));
    int[] tail = groups(address.substring(gap + 2));
    if (head.length + tail.length >= GROUPS) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    int[] groups = Arrays.copyOf(head, GROUPS);
    System.arraycopy(tail, 0, groups, GROUPS - tail.length, tail.length);
    return groups;
  }

  private static int[] groups(String text) {
    if (text.isEmpty()) {
      return new int[0];
    }
    String[] parts = text.split(":", -1);
    int[] groups = new int[parts.length];
    for (int i = 0; i < parts.length; i++) {
      groups[i] = group(parts[i]);
    }
    return groups;
  }

  private static int group(String digits) {
    if (digits.isEmpty() || digits.length() > 4) {
      throw EvaluationException.of(Fault.EXTENSION);
    }
    int group = 0;
    for (int i = 0; i < digits.length(); i++) {
      int digit = digits.charAt(i) > 'f' ? -1 : Character.digit(digits.charAt(i), 16);
      if (digit < 0) {
        throw EvaluationException.of(Fault.EXTENSION);
      }
      group = group << 4 | digit;
    }
    return group;
  }

  private static long pack(int[] groups, int from) {
    long bits = 0;
    for (int i = from; i < from + 4; i++) {
      bits = bits << 16 | groups[i];
    }
    return bits;
  }

  public boolean isLoopback() {
    return isInRange(family == Family.V4 ? LOOPBACK_V4 : LOOPBACK_V6);
  }

  public boolean isMulticast() {
    return isInRange(family == Family.V4 ? MULTICAST_V4 : MULTICAST_V6);
  }

  /// Whether every address of this range lies in the other range.
  public boolean isInRange(IpValue range) {
    if (family != range.family || prefix < range.prefix) {
      return false;
    }
    int ignored = family.bits - range.prefix;
    long highMask = ignored <= 64 ? -1L : shifted(ignored - 64);
    long lowMask = ignored >= 64 ? 0 : shifted(ignored);
    return ((high ^ range.high) & highMask) == 0 && ((low ^ range.low) & lowMask) == 0;
  }

  private static long shifted(int bits) {
    return bits >= 64 ? 0 : -1L << bits;
  }

  /// The form that [#parse] reads back.
  public String text() {
    String suffix = prefix == family.bits ? "" : "/" + prefix;
    return (family == Family.V4 ? textV4() : textV6()) + suffix;
  }

  private String textV4() {
    return (low >> 24) + "." + (low >> 16 & 255) + "." + (low >> 8 & 255) + "." + (low & 255);
  }

  private String textV6() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < GROUPS; i++) {
      long half = i < 4 ? high : low;
      out.append(i == 0 ? "" : ":").append(Long.toHexString(half >>> (48 - 16 * (i & 3)) & 0xffff));
    }
    return out.toString();
  }
}
