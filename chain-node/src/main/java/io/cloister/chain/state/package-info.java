// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What every part of the state machine shares: the state tree and the block being executed.
@NullMarked
package io.cloister.chain.state;

import org.jspecify.annotations.NullMarked;
