// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Jobs: admission, policy decision, state machine, progress.
@NullMarked
package io.cloister.gateway.job;

import org.jspecify.annotations.NullMarked;
