// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// The realm that Keycloak imports at its first start: two tenants, their people and the client of
/// this command. Passwords are not in it; Keycloak fills them in from its environment.
final class Realm {

  /// The realm's name, which is part of every address of it.
  static final String NAME = "cloister";

  private final byte[] document = read();
  private final Path home;

  /// The realm of the Keycloak that has its home in the given folder.
  Realm(Path home) {
    this.home = home;
  }

  private static byte[] read() {
    try (InputStream in = Objects.requireNonNull(Realm.class.getResourceAsStream("realm.json"))) {
      return in.readAllBytes();
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /// Whether this very realm was imported by this version of Keycloak, to the end.
  boolean isImported() {
    try {
      return Files.exists(marker()) && Files.readString(marker()).equals(fingerprint());
    } catch (IOException unreadable) {
      return false;
    }
  }

  /// Lays the realm where Keycloak looks for it.
  void offer() {
    try {
      Files.deleteIfExists(marker());
      Path folder = Files.createDirectories(home.resolve("data").resolve("import"));
      Files.write(folder.resolve(NAME + "-realm.json"), document);
    } catch (IOException failed) {
      throw unwritable(failed);
    }
  }

  /// Notes that the import is complete.
  void markImported() {
    try {
      Files.writeString(marker(), fingerprint());
    } catch (IOException failed) {
      throw unwritable(failed);
    }
  }

  /// The variables that the document refers to.
  static Map<String, String> passwords(SecretFiles secrets) {
    Map<String, String> variables = new TreeMap<>();
    for (DemoUser user : DemoUser.ALL) {
      String variable = "CLOISTER_PASSWORD_" + user.name().toUpperCase(java.util.Locale.ROOT);
      variables.put(variable, secrets.get(user.secretName()));
    }
    return variables;
  }

  private Path marker() {
    return home.resolve("realm-imported");
  }

  private String fingerprint() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      return Checkout.version("keycloak") + " " + HexFormat.of().formatHex(digest) + "\n";
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private CliException unwritable(IOException cause) {
    return CliException.unreachable(
            "cannot write Keycloak's home", home.toString(), "make the folder writable")
        .causedBy(cause);
  }
}
