// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Cedar expressions, compiled from Cedar's JSON policy form into a tree that evaluates without
/// parsing.
@NullMarked
package io.cloister.policy.expression;

import org.jspecify.annotations.NullMarked;
