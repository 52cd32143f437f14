// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Talking with the gateway: who one is (OIDC), retries, and problems as types (RFC 9457).
@NullMarked
package io.cloister.client.session;

import org.jspecify.annotations.NullMarked;
