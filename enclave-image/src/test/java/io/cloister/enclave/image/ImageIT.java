// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The packaged image, as the build left it.
final class ImageIT {
  private static final Path BUILT = Path.of("target/image").toAbsolutePath();
  private static final Path PRODUCTION = BUILT.resolve("rootfs/production");
  private static final Path DEVELOPMENT = BUILT.resolve("rootfs/development");

  /// What a class must mention to make or accept simulated evidence.
  private static final Pattern SIMULATION =
      Pattern.compile("attestation/simulated/|enclave/simulation/|cloister-simulated-evidence");

  @TempDir private Path folder;

  @BeforeAll
  static void needsTheImage() {
    assumeTrue(Files.isDirectory(PRODUCTION), "the image is built on Linux on x86-64 only");
  }

  private static List<String> simulating(Path root) throws IOException {
    List<String> found = new ArrayList<>();
    for (Path jar : Libraries.jars(root.resolve("opt/cloister/lib"))) {
      try (ZipFile zip = new ZipFile(jar.toFile())) {
        for (ZipEntry entry : zip.stream().toList()) {
          byte[] content = zip.getInputStream(entry).readAllBytes();
          String text = entry.getName() + new String(content, StandardCharsets.ISO_8859_1);
          if (SIMULATION.matcher(text).find()) {
            found.add(jar.getFileName() + "!" + entry.getName());
          }
        }
      }
    }
    return found;
  }

  @Test
  void theProductionImageHoldsNothingThatMakesOrAcceptsSimulatedEvidence() throws IOException {
    assertThat(simulating(PRODUCTION)).isEmpty();
    assertThat(simulating(DEVELOPMENT))
        .anyMatch(entry -> entry.contains("SimulatedVerifier"))
        .allMatch(entry -> entry.startsWith(WorkerJars.SIMULATION));
  }

  @Test
  void aWorkerOfTheProductionImageRefusesToSimulate() throws Exception {
    assertThat(start(PRODUCTION))
        .isEqualTo(
            "2: worker: CLOISTER_EVIDENCE: this is a production build, it makes no 'simulated'"
                + " evidence: name the hardware, or run a development build");
    assertThat(start(DEVELOPMENT))
        .startsWith("3: worker: cannot start: CLOISTER_SIMULATED_PLATFORM_KEY");
  }

  private String start(Path root) throws Exception {
    String arguments =
        Files.readString(root.resolve("opt/cloister/worker.args"))
            .replace("/opt/cloister/lib", root.resolve("opt/cloister/lib").toString())
            .replace(WorkerCommand.MEMORY, folder.toString());
    Path file = Files.writeString(folder.resolve("args"), arguments);
    ProcessBuilder builder =
        new ProcessBuilder(root.resolve("opt/cloister/jdk/bin/java").toString(), "@" + file);
    builder
        .environment()
        .putAll(
            Map.of(
                "CLOISTER_CHAIN_URLS", "http://127.0.0.1:1",
                "CLOISTER_GATEWAY_URL", "http://127.0.0.1:1",
                "CLOISTER_GENESIS", "AA==",
                "CLOISTER_OPERATOR", "operator-1",
                "CLOISTER_OPERATOR_KEY", "AA==",
                "CLOISTER_REGION", "eu",
                "CLOISTER_EVIDENCE", "simulated",
                "CLOISTER_SIMULATED_PLATFORM_KEY", "AA=="));
    Process process = builder.redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return process.waitFor() + ": " + output.strip();
  }

  @Test
  void anotherBuildInAnotherFolderAtAnotherTimeGivesTheSameDigests() throws IOException {
    Path libraries = Files.createDirectories(folder.resolve("libraries"));
    for (Path library : list(Path.of("target/lib"))) {
      Path copy = Files.copy(library, libraries.resolve(library.getFileName()));
      Files.setLastModifiedTime(copy, FileTime.from(Instant.EPOCH));
    }
    Path jar = list(Path.of("target")).stream().filter(ImageIT::isJar).findFirst().orElseThrow();
    Path again = folder.resolve("again");
    new ImageBuild(again, Path.of(System.getProperty("java.home"))).build(jar, libraries);
    for (Flavour flavour : Flavour.values()) {
      String manifest = flavour.label() + ".manifest";
      assertThat(again.resolve(manifest)).hasSameTextualContentAs(BUILT.resolve(manifest));
    }
    for (Path bom : list(BUILT.resolve("bom"))) {
      assertThat(again.resolve("bom").resolve(bom.getFileName())).hasSameTextualContentAs(bom);
    }
  }

  private static boolean isJar(Path file) {
    return file.toString().endsWith(".jar");
  }

  private static List<Path> list(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }

  @Test
  void describesEveryFileToOcclumWithItsDigest() throws IOException {
    StringBuilder layers = new StringBuilder();
    for (Path bom : list(BUILT.resolve("bom"))) {
      layers.append(Files.readString(bom));
    }
    List<RootFileSystem.Entry> files =
        new RootFileSystem(PRODUCTION)
            .entries().stream().filter(entry -> "fx".indexOf(entry.mode()) >= 0).toList();
    assertThat(files).hasSizeGreaterThan(50);
    for (RootFileSystem.Entry file : files) {
      assertThat(layers).contains(file.content().toUpperCase(Locale.ROOT));
    }
    String digest = RootFileSystem.digest(Files.readString(BUILT.resolve("production.manifest")));
    assertThat(BUILT.resolve("production.sha256")).hasContent(digest);
  }

  @Test
  void publishesTheDigestAndTheVersionsThatOcclumIsToldAndNoMeasurementThatItCannotKnow()
      throws IOException {
    String values = Files.readString(BUILT.resolve("reference-values.json"));
    String digest = Files.readString(BUILT.resolve("production.sha256")).strip();
    assertThat(values).contains("\"sha256:" + digest + "\"", "\"mrEnclave\": null");
    String occlum = Files.readString(Path.of("occlum/Occlum.json"));
    assertThat(occlum).contains("\"product_id\": 1,", "\"version_number\": 1,");
    assertThat(values).contains("\"isvProdId\": 1,", "\"isvSvn\": 1,");
  }

  @Test
  void letsNothingOfTheHostIntoTheEnclave() throws IOException {
    String occlum = Files.readString(Path.of("occlum/Occlum.json"));
    assertThat(occlum)
        .contains("\"debuggable\": false", "\"untrusted\": []", "\"/bin/cloister-worker\"")
        .doesNotContain("hostfs");
    assertThat(Files.readString(PRODUCTION.resolve("opt/cloister/worker.args")))
        .contains("-Djava.io.tmpdir=/run/cloister\n", "-Dcloister.memory=/run/cloister\n");
    assertThat(occlum).contains("\"target\": \"/run/cloister\",\n            \"type\": \"ramfs\"");
  }
}
