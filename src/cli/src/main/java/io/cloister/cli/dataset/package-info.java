// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Datasets as commands.
@NullMarked
package io.cloister.cli.dataset;

import org.jspecify.annotations.NullMarked;
