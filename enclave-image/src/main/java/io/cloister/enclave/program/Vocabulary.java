// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.program;

import java.util.Set;

/// What a statement may be made of. Whatever is not here is refused, so that a new version of the
/// database can add nothing.
///
/// Three rules made these lists. Nothing reads the clock, chance, settings, files or other tables.
/// No function gives a value much longer than its arguments, since the engine's memory limit does
/// not count what one function call allocates: hence no `||`, `repeat`, `lpad`, `replace` or lists.
/// And nothing depends on the order of rows without saying so, since replicas must agree.
final class Vocabulary {
  /// Query nodes, table references, modifiers and sort directions.
  static final Set<String> NODES =
      Set.of(
          "SELECT_NODE",
          "SET_OPERATION_NODE",
          "BASE_TABLE",
          "JOIN",
          "SUBQUERY",
          "EMPTY",
          "ORDER_MODIFIER",
          "LIMIT_MODIFIER",
          "DISTINCT_MODIFIER",
          "ASCENDING",
          "DESCENDING",
          "ORDER_DEFAULT");

  /// Classes of expressions.
  static final Set<String> EXPRESSIONS =
      Set.of(
          "COLUMN_REF",
          "CONSTANT",
          "PARAMETER",
          "FUNCTION",
          "COMPARISON",
          "CONJUNCTION",
          "OPERATOR",
          "BETWEEN",
          "CASE",
          "CAST",
          "TYPE",
          "STAR",
          "SUBQUERY",
          "WINDOW");

  /// Types of the class OPERATOR.
  static final Set<String> OPERATORS =
      Set.of(
          "COMPARE_IN",
          "COMPARE_NOT_IN",
          "OPERATOR_NOT",
          "OPERATOR_IS_NULL",
          "OPERATOR_IS_NOT_NULL",
          "OPERATOR_COALESCE",
          "OPERATOR_NULLIF",
          "OPERATOR_TRY");

  /// Types of the class WINDOW.
  static final Set<String> WINDOWS =
      Set.of(
          "WINDOW_AGGREGATE",
          "WINDOW_ROW_NUMBER",
          "WINDOW_RANK",
          "WINDOW_RANK_DENSE",
          "WINDOW_LAG",
          "WINDOW_LEAD");

  /// Functions behind those windows that are not aggregates.
  static final Set<String> WINDOW_FUNCTIONS =
      Set.of("row_number", "rank", "dense_rank", "lag", "lead");

  /// How tables may be joined.
  static final Set<String> JOINS = Set.of("INNER", "LEFT", "RIGHT", "OUTER");

  /// How a join may name its condition.
  static final Set<String> JOIN_FORMS = Set.of("REGULAR", "CROSS");

  /// Target types of casts: fixed in size, or no longer than what is cast.
  static final Set<String> TYPES =
      Set.of(
          "bigint",
          "hugeint",
          "integer",
          "int",
          "smallint",
          "tinyint",
          "double",
          "float",
          "real",
          "decimal",
          "numeric",
          "varchar",
          "text",
          "boolean",
          "bool",
          "date",
          "timestamp");

  /// Functions of one row.
  static final Set<String> SCALARS =
      Set.of(
          // Numbers.
          "+",
          "-",
          "*",
          "/",
          "//",
          "%",
          "^",
          "**",
          "abs",
          "round",
          "floor",
          "ceil",
          "ceiling",
          "trunc",
          "sign",
          "sqrt",
          "cbrt",
          "ln",
          "log",
          "log10",
          "log2",
          "exp",
          "pow",
          "power",
          "mod",
          "greatest",
          "least",
          "isnan",
          "isinf",
          "isfinite",
          // Text: tests, and pieces of what is there.
          "~~",
          "!~~",
          "~~*",
          "!~~*",
          "lower",
          "upper",
          "trim",
          "ltrim",
          "rtrim",
          "length",
          "len",
          "substring",
          "substr",
          "left",
          "right",
          "contains",
          "starts_with",
          "prefix",
          "suffix",
          "ends_with",
          "strpos",
          "instr",
          "position",
          "reverse",
          "regexp_matches",
          "sha256",
          // Dates.
          "year",
          "month",
          "day",
          "hour",
          "minute",
          "second",
          "dayofweek",
          "dow",
          "isodow",
          "dayofyear",
          "week",
          "weekofyear",
          "quarter",
          "date_trunc",
          "datetrunc",
          "date_part",
          "datepart",
          "date_diff",
          "datediff",
          "date_sub",
          "datesub",
          "dayname",
          "monthname",
          "last_day",
          "to_days",
          "to_weeks",
          "to_months",
          "to_years",
          "to_hours",
          "to_minutes",
          "to_seconds",
          // Either.
          "ifnull",
          "nullif",
          "coalesce");

  /// Aggregates of a group that say nothing exact about any one of its rows.
  ///
  /// Sums, means and moments mix every row of the group. `median` gives a middle value, with as
  /// many rows on either side. `min`, `max`, `first`, `any_value`, `list` and `string_agg` hand out
  /// the value of one row, and quantiles near the ends come to the same: they are not here.
  static final Set<String> GROUP_AGGREGATES =
      Set.of(
          "count",
          "count_star",
          "sum",
          "avg",
          "mean",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "variance",
          "var_samp",
          "var_pop",
          "median");

  /// Aggregates where no owner guards single rows.
  static final Set<String> AGGREGATES =
      Set.of(
          "count",
          "count_star",
          "sum",
          "avg",
          "mean",
          "stddev",
          "stddev_samp",
          "stddev_pop",
          "variance",
          "var_samp",
          "var_pop",
          "median",
          "min",
          "max",
          "bool_and",
          "bool_or",
          "quantile_cont",
          "quantile_disc",
          "corr",
          "covar_samp",
          "covar_pop",
          "count_if");

  /// Words that read as columns and are functions of time, or of where a row happens to lie.
  static final Set<String> DECEPTIVE_COLUMNS =
      Set.of(
          "rowid",
          "current_date",
          "current_time",
          "current_timestamp",
          "localtime",
          "localtimestamp",
          "current_user",
          "session_user",
          "current_role",
          "current_schema",
          "current_catalog");

  private Vocabulary() {}
}
