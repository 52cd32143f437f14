// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

import io.cloister.cli.terminal.CliException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/// Everything that one stack keeps between runs, in one folder that only its owner can enter. A
/// lock keeps two stacks from using it at once; the operating system releases it however the
/// command ends.
public final class StateDirectory implements AutoCloseable {

  private final Path root;
  private final FileChannel lock;

  private StateDirectory(Path root, FileChannel lock) {
    this.root = root;
    this.lock = lock;
  }

  /// Opens the folder and makes it if need be.
  ///
  /// @throws CliException if another stack uses it, or it cannot be written
  public static StateDirectory open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    try {
      createFolder(root);
      FileChannel channel =
          FileChannel.open(
              root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel).isEmpty()) {
        channel.close();
        throw inUse(root);
      }
      channel.truncate(0);
      String pid = ProcessHandle.current().pid() + "\n";
      channel.write(ByteBuffer.wrap(pid.getBytes(StandardCharsets.US_ASCII)));
      return new StateDirectory(root, channel);
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot write the state folder", root.toString(), "choose another with --data DIR")
          .causedBy(failed);
    }
  }

  private static Optional<FileLock> tryLock(FileChannel channel) throws IOException {
    try {
      return Optional.ofNullable(channel.tryLock());
    } catch (OverlappingFileLockException sameProcess) {
      return Optional.empty();
    }
  }

  private static CliException inUse(Path root) throws IOException {
    String pid = Files.readString(root.resolve("lock")).strip();
    return CliException.unreachable(
        "another stack uses this state folder (process " + pid + ")",
        root.toString(),
        "stop it, or start a second one with --data DIR and --port-base N");
  }

  /// The folder itself.
  public Path root() {
    return root;
  }

  /// A folder of that name, made if need be.
  public Path folder(String name) {
    Path folder = root.resolve(name);
    try {
      createFolder(folder);
      return folder;
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot make a folder", folder.toString(), "make its parent writable")
          .causedBy(failed);
    }
  }

  private static void createFolder(Path folder) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
  }

  /// Lets another stack use the folder.
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException failed) {
      throw CliException.unreachable(
              "cannot release the state folder", root.toString(), "start again")
          .causedBy(failed);
    }
  }
}
