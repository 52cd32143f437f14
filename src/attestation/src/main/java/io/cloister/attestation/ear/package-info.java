// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Attestation results as others read them: EAT Attestation Results (EAR) in signed tokens.
@NullMarked
package io.cloister.attestation.ear;

import org.jspecify.annotations.NullMarked;
