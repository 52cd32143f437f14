// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Append-only logs that prove what they hold (RFC 9162, section 2.1).
@NullMarked
package io.cloister.protocol.merkle;

import org.jspecify.annotations.NullMarked;
