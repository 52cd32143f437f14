// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The main job, told step by step on the local stack.
@NullMarked
package io.cloister.cli.demo;

import org.jspecify.annotations.NullMarked;
