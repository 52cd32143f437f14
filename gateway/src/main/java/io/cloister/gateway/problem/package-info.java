// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// What goes wrong, as problem documents (RFC 9457) with codes that never change their meaning.
@NullMarked
package io.cloister.gateway.problem;

import org.jspecify.annotations.NullMarked;
