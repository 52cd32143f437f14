// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// What workers fetch and hand in: sealed orders, ciphertext, sealed results.
@NullMarked
package io.cloister.gateway.dispatch;

import org.jspecify.annotations.NullMarked;
