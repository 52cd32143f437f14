// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Whose request this is, and the one way to the database: every transaction names its scope.
@NullMarked
package io.cloister.gateway.tenant;

import org.jspecify.annotations.NullMarked;
