// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.dataset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.cloister.protocol.job.Column;
import io.cloister.protocol.job.ColumnType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A schema read off a CSV file claims no more than the rows show.
class CsvSchemaTest {
  @TempDir private Path folder;

  @Test
  void tellsEachTypeByTheValuesSeen() throws IOException {
    Path file =
        write(
            """
            id,price,born,seen,member,name,empty
            1,2.5,2001-02-03,2001-02-03 04:05:06,true,"Smith, Jo",
            -2,3,1999-12-31,2001-02-03T04:05,FALSE,"a ""b""
            c",
            """);
    assertThat(CsvSchema.infer(file))
        .containsExactly(
            new Column("id", ColumnType.BIGINT),
            new Column("price", ColumnType.DOUBLE),
            new Column("born", ColumnType.DATE),
            new Column("seen", ColumnType.TIMESTAMP),
            new Column("member", ColumnType.BOOLEAN),
            new Column("name", ColumnType.VARCHAR),
            new Column("empty", ColumnType.VARCHAR));
  }

  @Test
  void takesAColumnForTextAsSoonAsOneValueIsNoNumber() throws IOException {
    assertThat(CsvSchema.infer(write("iata\n001\n00M\n")))
        .containsExactly(new Column("iata", ColumnType.VARCHAR));
  }

  @Test
  void refusesAFileWithoutHeaderAndANameThatIsNone() {
    assertThatIOException().isThrownBy(() -> CsvSchema.infer(write("")));
    assertThatIOException()
        .isThrownBy(() -> CsvSchema.infer(write("a;drop table,b\n1,2\n")))
        .withMessageContaining("column 1");
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("some.csv"), text);
  }
}
