// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Verifying evidence of TEEs offline, one piece or a whole batch.
@NullMarked
package io.cloister.cli.attest;

import org.jspecify.annotations.NullMarked;
