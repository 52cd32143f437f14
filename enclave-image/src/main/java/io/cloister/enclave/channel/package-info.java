// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Talks with the chain and the gateway. Neither is believed: what they say is checked elsewhere.
@NullMarked
package io.cloister.enclave.channel;

import org.jspecify.annotations.NullMarked;
