// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The commands of util-linux that a child is started through, where the machine has them.
///
/// `setsid` takes the child out of the terminal's process group, so that Ctrl-C reaches only the
/// command, which then stops the children in order. `setpriv --pdeathsig` lets the kernel end the
/// child when the command itself is killed. Where they are missing (macOS), pid files do that work
/// at the next start.
public final class Isolation {

  private final Optional<Path> setsid;
  private final Optional<Path> setpriv;
  private final Optional<Path> unshare;

  private Isolation(Optional<Path> setsid, Optional<Path> setpriv, Optional<Path> unshare) {
    this.setsid = setsid;
    this.setpriv = setpriv;
    this.unshare = unshare;
  }

  /// Looks the commands up in the usual folders.
  public static Isolation ofMachine() {
    return new Isolation(find("setsid"), find("setpriv"), find("unshare"));
  }

  private static Optional<Path> find(String command) {
    return List.of("/usr/bin", "/bin", "/usr/sbin", "/sbin").stream()
        .map(folder -> Path.of(folder, command))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /// The signal by which a child is told that its parent has died.
  public enum Farewell {
    /// Ends a Java program in order.
    TERM,
    /// Ends PostgreSQL at once and cleanly, without waiting for its clients.
    INT
  }

  /// The command, wrapped so that it dies with its parent and is deaf to the terminal.
  List<String> wrap(List<String> command, Farewell farewell) {
    List<String> wrapped = new ArrayList<>();
    setsid.ifPresent(path -> wrapped.add(path.toString()));
    setpriv.ifPresent(
        path -> wrapped.addAll(List.of(path.toString(), "--pdeathsig", farewell.name(), "--")));
    wrapped.addAll(command);
    return wrapped;
  }

  /// The prefix that lets a server which refuses to run as root run in a user namespace of its own;
  /// empty if the machine does not allow that.
  public Optional<List<String>> userNamespace() {
    return unshare.map(path -> List.of(path.toString(), "-U")).filter(Isolation::works);
  }

  /// The prefix that gives up root for an unprivileged user; empty if the machine has no `setpriv`.
  public Optional<List<String>> unprivileged(int uid) {
    return setpriv
        .map(path ->
            List.of(path.toString(), "--reuid=" + uid, "--regid=" + uid, "--clear-groups", "--"))
        .filter(Isolation::works);
  }

  private static boolean works(List<String> prefix) {
    List<String> probe = new ArrayList<>(prefix);
    probe.add("true");
    try {
      Process process =
          new ProcessBuilder(probe)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return process.waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
