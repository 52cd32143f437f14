// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Files that survive a crash: framed logs, hash levels and an index on disk.
@NullMarked
package io.cloister.chain.storage;

import org.jspecify.annotations.NullMarked;
