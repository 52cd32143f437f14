// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import io.cloister.protocol.job.ColumnType;
import io.cloister.protocol.job.FailureCode;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Values between the database's types and the one canonical text that replicas compare.
///
/// Whole numbers in decimal; doubles rounded to 15 significant digits and then in Java's shortest
/// form, so that a last bit that another order of additions would flip does not show; decimals with
/// their scale; `true` and `false`; dates and times as in ISO 8601, with as many digits of the
/// second's fraction as there are.
final class TypedValue {
  /// A double holds 15 decimal digits faithfully.
  private static final MathContext DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);

  private static final int DECIMAL_PRECISION = 18;
  private static final int DECIMAL_SCALE = 4;
  private static final int MICROS = 6;
  private static final DateTimeFormatter TIMESTAMP =
      new DateTimeFormatterBuilder()
          .appendPattern("uuuu-MM-dd'T'HH:mm:ss")
          .appendFraction(ChronoField.MICRO_OF_SECOND, 0, MICROS, true)
          .toFormatter(Locale.ROOT);

  private TypedValue() {}

  /// The type by which a column of the database travels.
  ///
  /// @throws EngineRefusal if results may not have that type
  static ColumnType typeOf(String databaseType) throws EngineRefusal {
    if (databaseType.startsWith("DECIMAL")) {
      return ColumnType.DECIMAL;
    }
    return switch (databaseType) {
      case "BIGINT", "INTEGER", "SMALLINT", "TINYINT", "HUGEINT" -> ColumnType.BIGINT;
      case "DOUBLE", "FLOAT" -> ColumnType.DOUBLE;
      case "VARCHAR" -> ColumnType.VARCHAR;
      case "BOOLEAN" -> ColumnType.BOOLEAN;
      case "DATE" -> ColumnType.DATE;
      case "TIMESTAMP" -> ColumnType.TIMESTAMP;
      default -> throw EngineRefusal.forbidden("a result column of type " + databaseType);
    };
  }

  /// How a declared column is stored.
  static String databaseType(ColumnType type) {
    return type == ColumnType.DECIMAL
        ? "DECIMAL(" + DECIMAL_PRECISION + "," + DECIMAL_SCALE + ")"
        : type.name();
  }

  /// The canonical text of a value of the current row; null for SQL's null.
  static @Nullable String read(ResultSet row, int column, ColumnType type)
      throws SQLException, EngineRefusal {
    if (row.getObject(column) == null) {
      return null;
    }
    return switch (type) {
      case BIGINT -> whole(row.getObject(column).toString());
      case DOUBLE -> canonical(row.getDouble(column));
      case DECIMAL -> row.getBigDecimal(column).toPlainString();
      case VARCHAR -> row.getString(column);
      case BOOLEAN -> String.valueOf(row.getBoolean(column));
      case DATE -> row.getObject(column, LocalDate.class).toString();
      case TIMESTAMP -> TIMESTAMP.format(row.getObject(column, LocalDateTime.class));
    };
  }

  /// The canonical text of a double.
  static String canonical(double value) {
    if (!Double.isFinite(value)) {
      return String.valueOf(value);
    }
    double rounded = new BigDecimal(value).round(DIGITS).doubleValue();
    return String.valueOf(rounded == 0 ? 0.0 : rounded);
  }

  /// A parameter's value as the database takes it.
  ///
  /// @throws EngineRefusal if the text is not of the declared type
  static Object parse(String text, ColumnType type) throws EngineRefusal {
    try {
      return switch (type) {
        case BIGINT -> Long.valueOf(text);
        case DOUBLE -> Double.valueOf(text);
        case DECIMAL -> decimal(text);
        case VARCHAR -> text;
        case BOOLEAN -> truth(text);
        case DATE -> LocalDate.parse(text);
        case TIMESTAMP -> LocalDateTime.parse(text);
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw new EngineRefusal(FailureCode.PARAMETER_INVALID, "not of type " + type);
    }
  }

  private static String whole(String digits) throws EngineRefusal {
    if (new BigInteger(digits).bitLength() >= Long.SIZE) {
      throw EngineRefusal.forbidden("a whole number beyond 64 bits");
    }
    return digits;
  }

  private static BigDecimal decimal(String text) throws EngineRefusal {
    // Longer text could make a number of a billion digits by its exponent.
    boolean plain = text.length() <= DECIMAL_PRECISION + 2 && !text.matches(".*[eE].*");
    if (plain) {
      BigDecimal value = new BigDecimal(text).stripTrailingZeros();
      if (value.scale() <= DECIMAL_SCALE && value.precision() <= DECIMAL_PRECISION) {
        return value.setScale(DECIMAL_SCALE);
      }
    }
    throw new EngineRefusal(FailureCode.PARAMETER_INVALID, "not of type DECIMAL");
  }

  private static Boolean truth(String text) throws EngineRefusal {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new EngineRefusal(FailureCode.PARAMETER_INVALID, "not of type BOOLEAN");
    };
  }
}
