// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.client.session;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Predicate;

/// Follows server-sent events (WHATWG HTML, section 9.2) and reconnects where it left off.
public final class EventFeed {
  /// Reconnections without a single event in between, before the other side counts as away.
  private static final int MAX_SILENT_ATTEMPTS = 30;

  private static final Duration RECONNECT_PAUSE = Duration.ofSeconds(1);

  /// Longer lines are no events of ours.
  private static final int MAX_LINE = 1 << 20;

  private final Gateway gateway;
  private final String path;
  private String lastId = "";
  private boolean heard;
  private boolean done;

  /// @param path where the events are
  public EventFeed(Gateway gateway, String path) {
    this.gateway = gateway;
    this.path = path;
  }

  /// Hands every event to the listener until it answers that it has heard the last.
  ///
  /// @throws UnreachableException if reconnecting stays fruitless
  public void follow(Predicate<ServerEvent> isLast) throws ClientException {
    int silent = 0;
    while (!done) {
      heard = false;
      try {
        listen(isLast);
      } catch (IOException | UnreachableException e) {
        if (silent >= MAX_SILENT_ATTEMPTS) {
          throw e instanceof UnreachableException away ? away : gateway.away((IOException) e);
        }
      } catch (ProblemException e) {
        if (e.status() < 500 || silent >= MAX_SILENT_ATTEMPTS) {
          throw e;
        }
      }
      if (!done) {
        silent = heard ? 0 : silent + 1;
        gateway.pause(RECONNECT_PAUSE);
      }
      if (silent > MAX_SILENT_ATTEMPTS) {
        throw gateway.away(new IOException("the feed ends without an event"));
      }
    }
  }

  private void listen(Predicate<ServerEvent> isLast) throws IOException, ClientException {
    Call call = Call.get(path).with("Accept", "text/event-stream");
    if (!lastId.isEmpty()) {
      call = call.with("Last-Event-ID", lastId);
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(gateway.open(call).body(), StandardCharsets.UTF_8))) {
      read(lines, isLast);
    } catch (UncheckedIOException e) {
      throw new IOException(e);
    }
  }

  private void read(BufferedReader lines, Predicate<ServerEvent> isLast) throws IOException {
    String name = "";
    StringBuilder data = new StringBuilder();
    String id = lastId;
    for (String line = lines.readLine(); line != null && !done; line = lines.readLine()) {
      if (line.length() + data.length() > MAX_LINE) {
        throw new IOException("an event is longer than " + MAX_LINE);
      }
      if (line.isEmpty()) {
        lastId = id;
        if (!data.isEmpty() || !name.isEmpty()) {
          heard = true;
          done = isLast.test(new ServerEvent(id, name, data.toString()));
        }
        name = "";
        data.setLength(0);
      } else if (line.startsWith("id:")) {
        id = value(line);
      } else if (line.startsWith("event:")) {
        name = value(line);
      } else if (line.startsWith("data:")) {
        data.append(data.isEmpty() ? "" : "\n").append(value(line));
      }
    }
  }

  private static String value(String line) {
    String value = line.substring(line.indexOf(':') + 1);
    return value.startsWith(" ") ? value.substring(1) : value;
  }
}
