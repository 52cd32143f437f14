// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// The REST service between companies, their data and the worker enclaves.
@NullMarked
package io.cloister.gateway;

import org.jspecify.annotations.NullMarked;
