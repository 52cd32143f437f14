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
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

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
  private final Predicate<byte[]> isOwn;
  private final List<Segment> segments = new ArrayList<>();

  private boolean dirty;
  private byte @Nullable [] lastOwn;
  private @Nullable Segment lastOwnSegment;

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
  /// @param isOwn tells this member's events
  EventJournal(Path folder, ToLongFunction<byte[]> birthRound, Predicate<byte[]> isOwn) {
    this.folder = folder;
    this.birthRound = birthRound;
    this.isOwn = isOwn;
  }

  /// Opens the segments and cuts off what a crash left half written.
  void recover() {
    for (long number : numbers()) {
      Segment segment = open(number);
      segment.file.recover(0, (event, offset) -> note(segment, event));
    }
    if (segments.isEmpty()) {
      open(1);
    }
  }

  /// Gives every event, oldest first.
  void replay(Consumer<byte[]> events) {
    for (Segment segment : List.copyOf(segments)) {
      segment.file.recover(0, (event, offset) -> events.accept(event));
    }
  }

  /// Writes one event. It is durable once [#force()] has returned.
  void append(byte[] event) {
    if (segments.getLast().file.size() >= SEGMENT_BYTES) {
      force();
      open(segments.getLast().number + 1);
    }
    Segment segment = segments.getLast();
    segment.file.append(event);
    note(segment, event);
    dirty = true;
  }

  /// Makes durable what was written.
  void force() {
    if (dirty) {
      segments.getLast().file.force();
      dirty = false;
    }
  }

  /// This member's last event.
  byte @Nullable [] lastOwn() {
    return lastOwn;
  }

  /// Drops the segments in which every event was born before a round. This member's last event is
  /// never dropped, however old it is: the next one has to follow it.
  void prune(long round) {
    while (segments.size() > 1 && segments.getFirst().lastBirthRound < round) {
      if (lastOwn != null && lastOwnSegment == segments.getFirst()) {
        append(lastOwn);
        force();
      }
      Segment oldest = segments.removeFirst();
      oldest.file.close();
      try {
        Files.deleteIfExists(oldest.file.path());
      } catch (IOException e) {
        throw new StorageException("cannot delete " + oldest.file.path(), e);
      }
    }
  }

  /// Whether no event was ever written.
  boolean isEmpty() {
    return segments.size() == 1 && segments.getFirst().file.size() == 0;
  }

  @Override
  public void close() {
    force();
    segments.forEach(segment -> segment.file.close());
  }

  private void note(Segment segment, byte[] event) {
    segment.lastBirthRound = Math.max(segment.lastBirthRound, birthRound.applyAsLong(event));
    if (isOwn.test(event)) {
      lastOwn = event;
      lastOwnSegment = segment;
    }
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
