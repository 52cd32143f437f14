// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The `cloister` command.
@NullMarked
package io.cloister.cli;

import org.jspecify.annotations.NullMarked;
