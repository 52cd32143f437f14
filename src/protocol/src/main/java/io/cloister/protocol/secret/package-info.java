// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Bytes that must not be printed, shared or left behind.
@NullMarked
package io.cloister.protocol.secret;

import org.jspecify.annotations.NullMarked;
