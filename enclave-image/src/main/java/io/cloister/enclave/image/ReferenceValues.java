// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a release publishes about its image. The enclave's measurement is not known to this build,
/// and says so: nobody may fill it in but from Occlum's own tools.
final class ReferenceValues {
  private static final Pattern VERSION = Pattern.compile("cloister-enclave-(.+)\\.jar");
  private static final Pattern JDK = Pattern.compile("FULL_VERSION=\"([^\"]+)\"");
  private static final Pattern JDK_OF_OTHERS = Pattern.compile("JAVA_VERSION=\"([^\"]+)\"");

  /// As in `occlum/Occlum.json`.
  private static final int PRODUCT_ID = 1;

  private static final int SECURITY_VERSION = 1;

  private ReferenceValues() {}

  static String json(Path jar, Path javaHome, Path digest) throws IOException {
    Matcher version = VERSION.matcher(String.valueOf(jar.getFileName()));
    if (!version.matches()) {
      throw new IOException(jar + " is not named cloister-enclave-VERSION.jar");
    }
    return """
    {
      "release": "%s",
      "rootFileSystem": "sha256:%s",
      "jdk": "%s",
      "occlum": "0.31.0",
      "isvProdId": %d,
      "isvSvn": %d,
      "mrEnclave": null,
      "mrSigner": null
    }
    """
        .formatted(
            version.group(1),
            Files.readString(digest).strip(),
            jdk(Files.readString(javaHome.resolve("release"))),
            PRODUCT_ID,
            SECURITY_VERSION);
  }

  private static String jdk(String release) throws IOException {
    for (Pattern pattern : new Pattern[] {JDK, JDK_OF_OTHERS}) {
      Matcher found = pattern.matcher(release);
      if (found.find()) {
        return found.group(1);
      }
    }
    throw new IOException("this JDK does not say its version");
  }
}
