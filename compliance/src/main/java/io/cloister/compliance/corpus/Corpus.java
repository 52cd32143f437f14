// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.compliance.corpus;

import io.cloister.policy.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;

/// Runs a corpus from the command line: one argument, the directory; one line of JSON on the
/// standard output; exit status 0 when every answer was right, 1 when one was wrong, 2 on wrong
/// usage.
@Terminal
public final class Corpus {
  private Corpus() {}

  public static void main(String[] arguments) throws IOException {
    if (arguments.length != 1) {
      System.err.println("usage: Corpus DIRECTORY");
      System.exit(2);
    }
    CorpusReport report = CorpusRunner.run(Path.of(arguments[0]));
    System.out.println(JsonWriter.canonical(report.json()));
    System.exit(report.isPerfect() ? 0 : 1);
  }
}
