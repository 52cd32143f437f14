// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Deterministic CBOR (RFC 8949, section 4.2.1): one value has exactly one encoding.
@NullMarked
package io.cloister.protocol.encoding;

import org.jspecify.annotations.NullMarked;
