// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// JSON as Cedar uses it, strictly: bounded size and depth, whole 64-bit numbers only, no duplicate
/// keys; and one canonical way to write it. Hostile bytes are expected here.
@NullMarked
package io.cloister.policy.json;

import org.jspecify.annotations.NullMarked;
