// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Configuration, clocks, keys and the loops of background work.
@NullMarked
package io.cloister.gateway.runtime;

import org.jspecify.annotations.NullMarked;
