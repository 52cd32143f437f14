// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// A sparse Merkle tree over key-value state, with proofs of presence and of absence.
@NullMarked
package io.cloister.protocol.state;

import org.jspecify.annotations.NullMarked;
