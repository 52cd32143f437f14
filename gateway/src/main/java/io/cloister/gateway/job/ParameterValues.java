// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.job;

import io.cloister.gateway.problem.ProblemCode;
import io.cloister.gateway.problem.ProblemException;
import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.JobParameters;
import io.cloister.protocol.job.Parameter;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks plain parameters against the definition's declaration. Refusals name the parameter, never
/// its value.
final class ParameterValues {
  private ParameterValues() {}

  static JobParameters require(List<Column> declared, Map<String, String> given) {
    Set<String> names = Set.copyOf(declared.stream().map(Column::name).toList());
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw ProblemException.of(
                ProblemCode.PARAMETER_UNKNOWN, "The definition declares no such parameter.")
            .at("parameters");
      }
    }
    List<Parameter> values = new ArrayList<>();
    for (Column parameter : declared) {
      values.add(new Parameter(parameter.name(), value(parameter, given.get(parameter.name()))));
    }
    return new JobParameters(values);
  }

  private static String value(Column parameter, @Nullable String value) {
    String field = "parameters." + parameter.name();
    if (value == null) {
      throw ProblemException.of(ProblemCode.PARAMETER_MISSING, "The parameter has no value.")
          .at(field);
    }
    try {
      requireType(parameter, value);
    } catch (NumberFormatException | DateTimeParseException e) {
      throw ProblemException.of(
              ProblemCode.PARAMETER_INVALID, "The parameter is a " + parameter.type() + ".")
          .at(field);
    }
    return value;
  }

  @SuppressWarnings({"ReturnValueIgnored", "CheckReturnValue"})
  private static void requireType(Column parameter, String value) {
    switch (parameter.type()) {
      case BIGINT -> Long.parseLong(value);
      case DOUBLE -> Double.parseDouble(value);
      case DECIMAL -> new BigDecimal(value);
      case BOOLEAN -> requireBoolean(value);
      case DATE -> LocalDate.parse(value);
      case TIMESTAMP -> LocalDateTime.parse(value);
      case VARCHAR -> {}
    }
  }

  private static void requireBoolean(String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw new NumberFormatException("neither true nor false");
    }
  }
}
