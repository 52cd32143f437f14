// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Job definitions and approvals as commands.
@NullMarked
package io.cloister.cli.agreement;

import org.jspecify.annotations.NullMarked;
