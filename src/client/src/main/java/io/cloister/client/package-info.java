// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The Java SDK: seal, submit, follow, open, and verify offline. Trusts no server.
@NullMarked
package io.cloister.client;

import org.jspecify.annotations.NullMarked;
