// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Checkpoints of a log and the cosignatures that make them final (C2SP).
@NullMarked
package io.cloister.protocol.checkpoint;

import org.jspecify.annotations.NullMarked;
