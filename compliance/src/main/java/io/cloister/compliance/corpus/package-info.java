// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Runs the evaluator over a corpus of policies, entities and requests with known answers.
@NullMarked
package io.cloister.compliance.corpus;

import org.jspecify.annotations.NullMarked;
