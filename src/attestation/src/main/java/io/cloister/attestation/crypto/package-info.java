// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The signature checks that vendors' evidence needs, over Bouncy Castle's lightweight classes.
@NullMarked
package io.cloister.attestation.crypto;

import org.jspecify.annotations.NullMarked;
