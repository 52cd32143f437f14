// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.consensus;

import com.swirlds.config.api.Configuration;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.Stream;
import org.hiero.consensus.event.creator.config.EventCreationConfig;
import org.hiero.consensus.hashgraph.config.ConsensusConfig;
import org.jspecify.annotations.Nullable;

/// The settings that the hashgraph library asks for, fixed: members with different settings would
/// not agree. It asks for whole records only; there are no named properties.
final class EngineSettings implements Configuration {
  /// Rounds for which an event may still be referred to.
  static final int ROUNDS_NON_ANCIENT = 26;

  private static final int ROUNDS_EXPIRED = 1000;
  private static final int COIN_FREQUENCY = 12;

  private static final ConsensusConfig CONSENSUS =
      new ConsensusConfig(ROUNDS_NON_ANCIENT, ROUNDS_EXPIRED, COIN_FREQUENCY);

  /// The engine decides itself when to create an event, so the rates here are never reached.
  private static final EventCreationConfig CREATION =
      new EventCreationConfig(
          20, Duration.ofMillis(10), 10, 10, 1024, Duration.ofSeconds(1), 15, 1);

  @Override
  public <T extends Record> T getConfigData(Class<T> type) {
    if (type == ConsensusConfig.class) {
      return type.cast(CONSENSUS);
    }
    if (type == EventCreationConfig.class) {
      return type.cast(CREATION);
    }
    throw new NoSuchElementException(type.getName());
  }

  @Override
  public Collection<Class<? extends Record>> getConfigDataTypes() {
    return List.of(ConsensusConfig.class, EventCreationConfig.class);
  }

  @Override
  public Stream<String> getPropertyNames() {
    return Stream.empty();
  }

  @Override
  public boolean exists(String name) {
    return false;
  }

  @Override
  public boolean isListValue(String name) {
    return false;
  }

  @Override
  public String getValue(String name) {
    throw new NoSuchElementException(name);
  }

  @Override
  public @Nullable String getValue(String name, @Nullable String fallback) {
    return fallback;
  }

  @Override
  public <T> T getValue(String name, Class<T> type) {
    throw new NoSuchElementException(name);
  }

  @Override
  public <T> @Nullable T getValue(String name, Class<T> type, @Nullable T fallback) {
    return fallback;
  }

  @Override
  public List<String> getValues(String name) {
    throw new NoSuchElementException(name);
  }

  @Override
  public @Nullable List<String> getValues(String name, @Nullable List<String> fallback) {
    return fallback;
  }

  @Override
  public <T> List<T> getValues(String name, Class<T> type) {
    throw new NoSuchElementException(name);
  }

  @Override
  public <T> @Nullable List<T> getValues(String name, Class<T> type, @Nullable List<T> fallback) {
    return fallback;
  }

  @Override
  public Set<String> getValueSet(String name) {
    throw new NoSuchElementException(name);
  }

  @Override
  public @Nullable Set<String> getValueSet(String name, @Nullable Set<String> fallback) {
    return fallback;
  }

  @Override
  public <T> Set<T> getValueSet(String name, Class<T> type) {
    throw new NoSuchElementException(name);
  }

  @Override
  public <T> @Nullable Set<T> getValueSet(String name, Class<T> type, @Nullable Set<T> fallback) {
    return fallback;
  }
}
