// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Tests of the policies: text and JSON agree, text fits the schema, and each precondition counts.
@NullMarked
package io.cloister.policies;

import org.jspecify.annotations.NullMarked;
