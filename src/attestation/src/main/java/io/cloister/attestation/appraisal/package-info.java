// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// A relying party's own judgement of what was proven: policies as data, and every refusal
/// explained.
@NullMarked
package io.cloister.attestation.appraisal;

import org.jspecify.annotations.NullMarked;
