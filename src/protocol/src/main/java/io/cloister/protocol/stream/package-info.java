// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Authenticated encryption of data larger than memory, in segments of 64 KiB.
@NullMarked
package io.cloister.protocol.stream;

import org.jspecify.annotations.NullMarked;
