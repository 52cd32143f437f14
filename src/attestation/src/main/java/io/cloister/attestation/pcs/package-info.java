// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Fetching Intel's collateral from a provisioning certification service (PCS API version 4) or a
/// cache of one. What comes back is hostile until verified; the address is the administrator's
/// alone, never an attester's.
@NullMarked
package io.cloister.attestation.pcs;

import org.jspecify.annotations.NullMarked;
