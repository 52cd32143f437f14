// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Turns ordered rounds into blocks: executes, chains, stores and certifies them.
@NullMarked
package io.cloister.chain.block;

import org.jspecify.annotations.NullMarked;
