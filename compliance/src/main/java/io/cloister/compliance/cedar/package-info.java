// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Reads Cedar text: policies into the JSON policy form that the evaluator compiles, and the
/// hierarchy of actions from a schema.
@NullMarked
package io.cloister.compliance.cedar;

import org.jspecify.annotations.NullMarked;
