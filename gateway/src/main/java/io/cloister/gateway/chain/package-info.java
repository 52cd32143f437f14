// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// The gateway's view of the chain: verified blocks in, transactions out through an outbox.
@NullMarked
package io.cloister.gateway.chain;

import org.jspecify.annotations.NullMarked;
