// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// What a finished job leaves behind: result, receipt and the audit bundle.
@NullMarked
package io.cloister.gateway.bundle;

import org.jspecify.annotations.NullMarked;
