// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.image;

import java.util.Locale;

/// What an image is for.
enum Flavour {
  /// Runs on hardware only: holds no class that makes or accepts simulated evidence.
  PRODUCTION,
  /// The same files, a jar with the simulation, and a class path that names it.
  DEVELOPMENT;

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
