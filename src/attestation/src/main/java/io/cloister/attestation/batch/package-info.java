// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Verification of many files at once, and results as lines of JSON for machines.
@NullMarked
package io.cloister.attestation.batch;

import org.jspecify.annotations.NullMarked;
