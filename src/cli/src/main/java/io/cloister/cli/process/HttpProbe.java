// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.process;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Asks a program by HTTP whether it is ready: 200 means yes, anything else not yet.
public final class HttpProbe implements BooleanSupplier {

  /// A loaded machine may take this long for a first answer; the process is watched meanwhile.
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final URI address;

  /// A probe of the given `http` address.
  public HttpProbe(URI address) {
    this.address = address;
  }

  @Override
  public boolean getAsBoolean() {
    try {
      HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      connection.setUseCaches(false);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return false;
    }
  }
}
