// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Jobs as commands.
@NullMarked
package io.cloister.cli.job;

import org.jspecify.annotations.NullMarked;
