// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Carries messages between gatekeepers over mutually authenticated connections.
@NullMarked
package io.cloister.chain.gossip;

import org.jspecify.annotations.NullMarked;
