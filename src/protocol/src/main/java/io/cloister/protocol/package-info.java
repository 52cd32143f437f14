// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What crosses a boundary between Cloister's parts: wire types, sealing, signatures and proofs.
@NullMarked
package io.cloister.protocol;

import org.jspecify.annotations.NullMarked;
