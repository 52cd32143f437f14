// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What a worker puts its name to when a job is done.
@NullMarked
package io.cloister.protocol.receipt;

import org.jspecify.annotations.NullMarked;
