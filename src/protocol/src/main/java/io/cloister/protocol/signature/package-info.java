// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Hybrid signatures: Ed25519 and ML-DSA-44, both of which must verify.
@NullMarked
package io.cloister.protocol.signature;

import org.jspecify.annotations.NullMarked;
