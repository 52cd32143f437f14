// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Two companies' deal, a chain and a gateway in this process, with real keys and real HTTP.
@NullMarked
package io.cloister.enclave.testing;

import org.jspecify.annotations.NullMarked;
