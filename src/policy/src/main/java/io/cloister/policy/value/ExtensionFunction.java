// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.policy.value;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The functions and methods of Cedar's extension types, by the name that policies use.
public final class ExtensionFunction {
  private static final long DAY = 86_400_000;
  private static final Map<String, ExtensionFunction> BY_NAME = new HashMap<>();

  static {
    Map<String, Body> functions = new HashMap<>();
    functions.put("decimal", ofText(DecimalValue::parse));
    functions.put("lessThan", ofDecimals((a, b) -> a < b));
    functions.put("lessThanOrEqual", ofDecimals((a, b) -> a <= b));
    functions.put("greaterThan", ofDecimals((a, b) -> a > b));
    functions.put("greaterThanOrEqual", ofDecimals((a, b) -> a >= b));
    functions.put("ip", ofText(IpValue::parse));
    functions.put("isIpv4", ofIp(ip -> ip.family() == IpValue.Family.V4));
    functions.put("isIpv6", ofIp(ip -> ip.family() == IpValue.Family.V6));
    functions.put("isLoopback", ofIp(IpValue::isLoopback));
    functions.put("isMulticast", ofIp(IpValue::isMulticast));
    functions.put("isInRange", new Binary((a, b) -> BooleanValue.of(ip(a).isInRange(ip(b)))));
    functions.put("datetime", ofText(DatetimeValue::parse));
    functions.put("offset", new Binary(ExtensionFunction::offset));
    functions.put("durationSince", new Binary(ExtensionFunction::durationSince));
    functions.put("toDate", new Unary(ExtensionFunction::toDate));
    functions.put("toTime", new Unary(a -> new DurationValue(Math.floorMod(epoch(a), DAY))));
    functions.put("duration", ofText(DurationValue::parse));
    functions.put("toMilliseconds", inUnits(1));
    functions.put("toSeconds", inUnits(1_000));
    functions.put("toMinutes", inUnits(60_000));
    functions.put("toHours", inUnits(3_600_000));
    functions.put("toDays", inUnits(DAY));
    functions.forEach((name, body) -> BY_NAME.put(name, new ExtensionFunction(body)));
  }

  private final Body body;

  private ExtensionFunction(Body body) {
    this.body = body;
  }

  public static Optional<ExtensionFunction> named(String name) {
    return Optional.ofNullable(BY_NAME.get(name));
  }

  /// Calls the function.
  ///
  /// @throws EvaluationException on a wrong number or type of arguments, on text that does not
  ///   parse, and on overflow
  public Value apply(Value... arguments) {
    return body.apply(arguments);
  }

  private interface Body {
    Value apply(Value[] arguments);
  }

  private interface One {
    Value apply(Value argument);
  }

  private interface Two {
    Value apply(Value left, Value right);
  }

  private interface Comparison {
    boolean holds(long left, long right);
  }

  private interface IpTest {
    boolean holds(IpValue ip);
  }

  private record Unary(One function) implements Body {
    @Override
    public Value apply(Value[] arguments) {
      if (arguments.length != 1) {
        throw EvaluationException.of(Fault.ARITY);
      }
      return function.apply(arguments[0]);
    }
  }

  private record Binary(Two function) implements Body {
    @Override
    public Value apply(Value[] arguments) {
      if (arguments.length != 2) {
        throw EvaluationException.of(Fault.ARITY);
      }
      return function.apply(arguments[0], arguments[1]);
    }
  }

  private static Body ofText(Function<String, Value> parser) {
    return new Unary(argument -> parser.apply(text(argument)));
  }

  private static Body ofDecimals(Comparison comparison) {
    return new Binary((a, b) -> BooleanValue.of(comparison.holds(decimal(a), decimal(b))));
  }

  private static Body ofIp(IpTest test) {
    return new Unary(argument -> BooleanValue.of(test.holds(ip(argument))));
  }

  private static Body inUnits(long milliseconds) {
    return new Unary(argument -> new LongValue(span(argument) / milliseconds));
  }

  private static Value offset(Value datetime, Value duration) {
    try {
      return new DatetimeValue(Math.addExact(epoch(datetime), span(duration)));
    } catch (ArithmeticException beyondRange) {
      throw EvaluationException.of(Fault.OVERFLOW);
    }
  }

  private static Value durationSince(Value later, Value earlier) {
    try {
      return new DurationValue(Math.subtractExact(epoch(later), epoch(earlier)));
    } catch (ArithmeticException beyondRange) {
      throw EvaluationException.of(Fault.OVERFLOW);
    }
  }

  private static Value toDate(Value datetime) {
    try {
      long day = Math.floorDiv(epoch(datetime), DAY);
      return new DatetimeValue(Math.multiplyExact(day, DAY));
    } catch (ArithmeticException beyondRange) {
      throw EvaluationException.of(Fault.OVERFLOW);
    }
  }

  private static String text(Value value) {
    if (value instanceof StringValue(String text)) {
      return text;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  private static long decimal(Value value) {
    if (value instanceof DecimalValue(long number)) {
      return number;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  private static IpValue ip(Value value) {
    if (value instanceof IpValue ip) {
      return ip;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  private static long epoch(Value value) {
    if (value instanceof DatetimeValue(long milliseconds)) {
      return milliseconds;
    }
    throw EvaluationException.of(Fault.TYPE);
  }

  private static long span(Value value) {
    if (value instanceof DurationValue(long milliseconds)) {
      return milliseconds;
    }
    throw EvaluationException.of(Fault.TYPE);
  }
}
