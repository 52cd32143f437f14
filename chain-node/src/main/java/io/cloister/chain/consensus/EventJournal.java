// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import io.cloister.chain.storage.FramedFile;
import io.cloister.chain.storage.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// The engine's write-ahead log: own events are durable here before they count, since a member who
/// forgot an event that others have seen would fork itself with the next one.
///
/// Kept in segments, so that what lies before the recorded past can be dropped by whole files.
final class EventJournal implements AutoCloseable {
  /// Small enough that a restart reads little, large enough that few files are made.
  static final long SEGMENT_BYTES = 8L << 20;

  private static final String SUFFIX = ".events";

  private final Path folder;
  private final ToLongFunction<byte[]> birthRound;
  private final List<Segment> segments = new ArrayList<>();

  private static final class Segment {
    private final long number;
    private final FramedFile file;
    private long lastBirthRound;

    private Segment(long number, FramedFile file) {
      this.number = number;
      this.file = file;
    }
  }

  /// @param birthRound reads the birth round of an event
  EventJournal(Path folder, ToLongFunction<byte[]> birthRound) {
    this.folder = folder;
    this.birthRound = birthRound;
  }

  /// Opens the segments and gives every event in them, oldest first.
  void replay(Consumer<byte[]> events) {
    for (long number : numbers()) {
      Segment segment = open(number);
      segment.file.recover(
          0,
          (event, offset) -> {
            note(segment, event);
            events.accept(event);
          });
    }
    if (segments.isEmpty()) {
      open(1);
    }
  }

  /// Writes one event and makes it durable.
  void append(byte[] event) {
    if (segments.getLast().file.size() >= SEGMENT_BYTES) {
      open(segments.getLast().number + 1);
    }
    Segment segment = segments.getLast();
    segment.file.append(event);
    note(segment, event);
    segment.file.force();
  }

  /// Drops the segments in which every event was born before a round.
  void prune(long round) {
    while (segments.size() > 1 && segments.getFirst().lastBirthRound < round) {
      Segment oldest = segments.removeFirst();
      oldest.file.close();
      try {
        Files.deleteIfExists(oldest.file.path());
      } catch (IOException e) {
        throw new StorageException("cannot delete " + oldest.file.path(), e);
      }
    }
  }

  @Override
  public void close() {
    segments.forEach(segment -> segment.file.close());
  }

  private void note(Segment segment, byte[] event) {
    segment.lastBirthRound = Math.max(segment.lastBirthRound, birthRound.applyAsLong(event));
  }

  private Segment open(long number) {
    Path path = folder.resolve(String.format(Locale.ROOT, "%012d%s", number, SUFFIX));
    Segment segment = new Segment(number, FramedFile.open(path));
    segments.add(segment);
    return segment;
  }

  private List<Long> numbers() {
    try {
      Files.createDirectories(folder);
      try (Stream<Path> files = Files.list(folder)) {
        return files
            .map(file -> file.getFileName().toString())
            .filter(name -> name.endsWith(SUFFIX))
            .map(name -> Long.parseLong(name.substring(0, name.length() - SUFFIX.length())))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new StorageException("cannot list " + folder, e);
    }
  }
}
