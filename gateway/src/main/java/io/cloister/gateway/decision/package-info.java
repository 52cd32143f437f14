// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Recorded policy decisions: shown, explained, and decided again.
@NullMarked
package io.cloister.gateway.decision;

import org.jspecify.annotations.NullMarked;
