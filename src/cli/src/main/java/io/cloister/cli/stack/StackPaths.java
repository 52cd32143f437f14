// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.cli.stack;

/// Where a stack keeps what it keeps.
///
/// @param checkout the programs, and what is prepared once for all stacks
/// @param state what belongs to this stack
/// @param secrets the passwords of this stack
record StackPaths(Checkout checkout, StateDirectory state, SecretFiles secrets) {}
