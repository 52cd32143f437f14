// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Starts the worker: configuration, keys, registration, health.
@NullMarked
package io.cloister.enclave.boot;

import org.jspecify.annotations.NullMarked;
