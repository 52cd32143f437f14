// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.api;

import io.cloister.chain.Fixture;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Sets a node up inside the test's own process.
public final class NodeFixture implements QuarkusTestResourceLifecycleManager {
  private @Nullable Fixture fixture;

  @Override
  public Map<String, String> start() {
    try {
      Path folder = Files.createTempDirectory("chain-node");
      Fixture made = new Fixture(3);
      fixture = made;
      NodeProcess.write(made, folder);
      return Map.of(
          "cloister.chain.genesis-file", folder.resolve("genesis").toString(),
          "cloister.chain.key-file", folder.resolve("key").toString(),
          "cloister.chain.data-dir", folder.resolve("data").toString(),
          "cloister.chain.mode", "development",
          "quarkus.http.test-port", "0");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void inject(TestInjector injector) {
    injector.injectIntoFields(
        Objects.requireNonNull(fixture),
        field -> field.getType().getName().equals(Fixture.class.getName()));
  }

  @Override
  public void stop() {}
}
