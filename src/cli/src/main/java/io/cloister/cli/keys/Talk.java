// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.keys;

import io.cloister.cli.terminal.Console;
import io.cloister.cli.terminal.ExitCode;
import io.cloister.client.json.Json;
import io.cloister.client.json.JsonException;
import io.cloister.client.json.JsonObject;
import io.cloister.client.session.ClientException;
import io.cloister.client.session.UnreachableException;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// How every command answers: tables or one line of JSON on standard output, and whatever went
/// wrong on standard error as what, where and the mend.
public final class Talk {
  private final Console console;

  /// @param console where to write
  public Talk(Console console) {
    this.console = console;
  }

  /// The process's own console.
  public static Talk ofProcess() {
    return new Talk(Console.ofProcess());
  }

  /// Something a command does.
  @FunctionalInterface
  public interface Deed {
    /// Does it.
    ExitCode run() throws ClientException, IOException, JsonException, MalformedException;
  }

  /// Runs a command's body and tells what went wrong, if anything does.
  ///
  /// @param where what the command is about, for messages
  /// @return the exit status
  public int run(String where, Deed deed) {
    try {
      return deed.run().status();
    } catch (UnreachableException e) {
      return fail(e, where, ExitCode.UNREACHABLE);
    } catch (ClientException e) {
      return fail(e, where, ExitCode.NO);
    } catch (MalformedException | IllegalArgumentException e) {
      return fail("malformed", String.valueOf(e.getMessage()), where, "see --help", ExitCode.USAGE);
    } catch (JsonException e) {
      String mend = "check that the gateway is of this version";
      return fail("unreadable", String.valueOf(e.getMessage()), where, mend, ExitCode.UNREACHABLE);
    } catch (IOException e) {
      String mend = "check the file and its permissions";
      return fail("file", e.toString(), where, mend, ExitCode.UNREACHABLE);
    }
  }

  /// One line of JSON.
  public void json(Object value) {
    console.print(Json.write(value));
  }

  /// One line of an answer for people.
  public void print(String line) {
    console.print(line);
  }

  /// One line beside the answer.
  public void say(String line) {
    console.say(line);
  }

  /// What is going on, rewritten in place where that is possible.
  public void status(String line) {
    console.status(line);
  }

  /// A table with aligned columns; the first row is the heading.
  public void table(List<List<String>> rows) {
    TextTable.lines(rows).forEach(console::print);
  }

  /// A list: with JSON as it came, else as a table of these fields.
  public void list(List<JsonObject> items, List<String> fields, boolean json) {
    if (json) {
      json(items);
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(fields);
    for (JsonObject item : items) {
      rows.add(fields.stream().map(field -> text(item, field)).toList());
    }
    table(rows);
  }

  /// One thing: with JSON on one line as it came, else a line per field.
  public void object(JsonObject object, boolean json) {
    if (json) {
      json(object);
      return;
    }
    object.fields().keySet().forEach(field -> print(field + ": " + text(object, field)));
  }

  private static String text(JsonObject object, String field) {
    Object value = object.fields().get(field);
    return value instanceof String || value == null
        ? Objects.requireNonNullElse(value, "").toString()
        : Json.write(value);
  }

  private int fail(ClientException e, String where, ExitCode code) {
    return fail(e.code(), e.detail(), where, e.mend().orElse("see docs/use/errors.md"), code);
  }

  private int fail(String what, String detail, String where, String mend, ExitCode code) {
    console.say("error: " + what + ": " + detail);
    console.say("where: " + where);
    console.say("mend:  " + mend);
    return code.status();
  }
}
