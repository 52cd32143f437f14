// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Bounded, strict reading of JSON that others wrote: vendors' documents and policies.
@NullMarked
package io.cloister.attestation.json;

import org.jspecify.annotations.NullMarked;
