// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What the command says to its user: answers on standard output, progress and failures on standard
/// error, and the exit code.
@NullMarked
package io.cloister.cli.terminal;

import org.jspecify.annotations.NullMarked;
