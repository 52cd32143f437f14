// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The main job on a whole local stack of real processes: how it succeeds, and how it survives
/// crashes, liars and mistakes.
@NullMarked
package io.cloister.system.job;

import org.jspecify.annotations.NullMarked;
