// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Who one is, with which keys, and how commands talk.
@NullMarked
package io.cloister.cli.keys;

import org.jspecify.annotations.NullMarked;
