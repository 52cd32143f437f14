// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.state;

import io.cloister.protocol.encoding.Digest;

/// The block being executed: all that its transactions may know about when and where they are.
///
/// @param height of the block
/// @param time its consensus time in milliseconds since 1970, never before that of its parent
/// @param previous hash of the header before, and so not known before that block was final
public record BlockContext(long height, long time, Digest previous) {}
