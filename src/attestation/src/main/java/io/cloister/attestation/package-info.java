// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What an attester sends, what a verifier concludes from it, and the parts of both.
///
/// The words are those of RATS (RFC 9334): an *attester* produces *evidence*; a *verifier* checks
/// it with the vendor's *endorsements*; a *relying party* appraises what was proven by a policy of
/// its own (package `appraisal`).
@NullMarked
package io.cloister.attestation;

import org.jspecify.annotations.NullMarked;
