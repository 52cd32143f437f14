// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import io.cloister.enclave.image.RootFileSystem.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Builds the root file system of a worker's enclave, its manifest and its description for Occlum.
/// What comes from Occlum's own tools, loader and C library, is added there.
///
/// Layout: `rootfs/FLAVOUR`, `FLAVOUR.manifest` (one line an entry), `FLAVOUR.sha256` (of the
/// manifest), `bom/`.
final class ImageBuild {
  private static final String JDK = "opt/cloister/jdk";
  private static final String LIB = "opt/cloister/lib";
  private static final String ARGUMENTS = "opt/cloister/worker.args";
  private static final String JAVA = "/" + JDK + "/bin/java";
  private static final String NATIVE = "libduckdb_java.so_linux_amd64";

  /// Places for what Occlum mounts, and for its C library.
  private static final List<String> FOLDERS =
      List.of("bin", "dev", "etc", "lib64", "proc", "run/cloister", "tmp", "opt/occlum/glibc/lib");

  /// Layer to its files; a wasm-only image would leave `sql` out.
  private static final Map<String, Predicate<String>> LAYERS = layers();

  private final Path target;
  private final Path javaHome;

  ImageBuild(Path target, Path javaHome) {
    this.target = target;
    this.javaHome = javaHome;
  }

  /// Called by the build: where to, the worker's jar, the folder of its libraries.
  public static void main(String[] args) throws IOException {
    new ImageBuild(Path.of(args[0]), Path.of(System.getProperty("java.home")))
        .build(Path.of(args[1]), Path.of(args[2]));
  }

  private static Map<String, Predicate<String>> layers() {
    Predicate<String> sql = path -> path.contains("duckdb");
    Predicate<String> runtime = path -> path.startsWith("/" + JDK + "/");
    Map<String, Predicate<String>> layers = new LinkedHashMap<>();
    layers.put("runtime", runtime);
    layers.put("worker", runtime.or(sql).negate());
    layers.put("sql", sql);
    return layers;
  }

  /// Builds both flavours.
  ///
  /// @param jar the worker's, named with its version
  void build(Path jar, Path libraries) throws IOException {
    Path runtime = runtime();
    Path parts = fresh("parts");
    Path simulation = Files.createDirectories(parts.resolve("simulation"));
    Path lib = Files.createDirectories(parts.resolve("lib"));
    List<Path> sources = new ArrayList<>(List.of(jar));
    sources.addAll(Libraries.jars(libraries));
    List<String> names = WorkerJars.arrange(sources, lib, simulation);
    Files.copy(libraries.resolve(NATIVE), lib.resolve(NATIVE));

    fresh("rootfs");
    fresh("bom");
    assemble(Flavour.PRODUCTION, List.of(runtime, lib), names);
    names.add(WorkerJars.SIMULATION);
    assemble(Flavour.DEVELOPMENT, List.of(runtime, lib, simulation), names);
    RuntimeImage.delete(parts);
    Files.writeString(
        target.resolve("reference-values.json"),
        ReferenceValues.json(jar, javaHome, target.resolve("production.sha256")));
  }

  /// Linked once for each JDK.
  private Path runtime() throws IOException {
    Path runtime = target.resolve("jdk");
    Path stamp = target.resolve("jdk.key");
    String key = RuntimeImage.key(javaHome);
    if (!Files.exists(stamp) || !Files.readString(stamp).equals(key)) {
      Files.createDirectories(target);
      RuntimeImage.delete(runtime);
      RuntimeImage.link(javaHome, runtime);
      Files.writeString(stamp, key);
    }
    return runtime;
  }

  private Path fresh(String name) throws IOException {
    Path folder = target.resolve(name);
    RuntimeImage.delete(folder);
    return Files.createDirectories(folder);
  }

  /// @param parts the runtime, then folders of libraries
  private void assemble(Flavour flavour, List<Path> parts, List<String> classPath)
      throws IOException {
    Path root = target.resolve("rootfs").resolve(flavour.label());
    for (String folder : FOLDERS) {
      Files.createDirectories(root.resolve(folder));
    }
    copy(parts.getFirst(), root.resolve(JDK));
    for (Path libraries : parts.subList(1, parts.size())) {
      copy(libraries, root.resolve(LIB));
    }
    Files.writeString(root.resolve(ARGUMENTS), WorkerCommand.arguments(classPath));
    RootFileSystem files = new RootFileSystem(root);
    files.normalise(List.of(JAVA));
    describe(flavour, files.entries());
  }

  private void describe(Flavour flavour, List<Entry> entries) throws IOException {
    String name = flavour.label();
    String manifest = RootFileSystem.manifest(entries);
    Files.writeString(target.resolve(name + ".manifest"), manifest);
    Files.writeString(target.resolve(name + ".sha256"), RootFileSystem.digest(manifest) + "\n");
    if (flavour == Flavour.PRODUCTION) {
      Path bom = target.resolve("bom");
      Files.writeString(bom.resolve("cloister.yaml"), Bom.image(List.copyOf(LAYERS.keySet())));
      for (Map.Entry<String, Predicate<String>> layer : LAYERS.entrySet()) {
        Files.writeString(
            bom.resolve(layer.getKey() + ".yaml"),
            Bom.layer(entries, "rootfs/" + name, layer.getValue()));
      }
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> walk = Files.walk(from)) {
      for (Path file : walk.toList()) {
        Path copy = to.resolve(from.relativize(file).toString());
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
          Files.createDirectories(copy);
        } else {
          Files.copy(file, copy, LinkOption.NOFOLLOW_LINKS, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
