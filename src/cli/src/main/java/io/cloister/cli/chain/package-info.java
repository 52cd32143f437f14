// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// `cloister chain`: what the gatekeepers say, checked against a pinned genesis.
@NullMarked
package io.cloister.cli.chain;

import org.jspecify.annotations.NullMarked;
