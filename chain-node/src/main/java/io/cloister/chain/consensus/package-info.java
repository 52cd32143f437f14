// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Puts transactions into one order: the engine behind a small interface.
@NullMarked
package io.cloister.chain.consensus;

import org.jspecify.annotations.NullMarked;
