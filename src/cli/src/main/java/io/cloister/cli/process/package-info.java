// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Child processes that never outlive their reason: started, watched, stopped, and found again
/// after a crash of the parent.
@NullMarked
package io.cloister.cli.process;

import org.jspecify.annotations.NullMarked;
