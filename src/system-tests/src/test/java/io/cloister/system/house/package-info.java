// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Rules about the shape of the whole tree.
@NullMarked
package io.cloister.system.house;

import org.jspecify.annotations.NullMarked;
