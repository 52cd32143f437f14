// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Something costly that is made once and then only read, such as an unpacked server. It appears
/// under its name only when it is complete, whenever its making was interrupted before.
final class PreparedFolder {

  private final Path cache;

  /// Folders in the given cache, which is made if need be.
  PreparedFolder(Path cache) {
    this.cache = cache;
  }

  /// The folder of that name, made now if it does not exist.
  ///
  /// @param making fills the folder that it is given, which is moved afterwards
  Path get(String name, Consumer<Path> making) {
    Path folder = cache.resolve(name);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    try {
      Files.createDirectories(cache);
      make(folder, making);
      return folder;
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot prepare " + name, folder.toString(), "make room and make the folder writable")
          .causedBy(failed);
    }
  }

  private void make(Path folder, Consumer<Path> making) throws IOException {
    String name = String.valueOf(folder.getFileName());
    try (FileChannel lock =
        FileChannel.open(
            cache.resolve(name + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      lock.lock(); // another command may be making it; closing the channel releases the lock
      if (Files.isDirectory(folder)) {
        return;
      }
      Path draft = cache.resolve(name + ".draft");
      delete(draft);
      Files.createDirectory(draft);
      making.accept(draft);
      Files.move(draft, folder, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /// Deletes a folder and everything in it; does nothing if there is none. Links are not followed.
  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> tree = Files.walk(folder)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
