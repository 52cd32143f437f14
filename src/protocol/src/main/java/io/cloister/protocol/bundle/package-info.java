// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Everything an auditor needs to check one job offline, years later.
@NullMarked
package io.cloister.protocol.bundle;

import org.jspecify.annotations.NullMarked;
