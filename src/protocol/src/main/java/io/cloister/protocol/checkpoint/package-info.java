// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Signed notes, log checkpoints and cosignatures (C2SP), and the roster that certifies them.
@NullMarked
package io.cloister.protocol.checkpoint;

import org.jspecify.annotations.NullMarked;
