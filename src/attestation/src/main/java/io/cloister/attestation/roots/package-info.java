// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The vendors' roots that a program pins, and the verifier of real hardware made from them.
@NullMarked
package io.cloister.attestation.roots;

import org.jspecify.annotations.NullMarked;
