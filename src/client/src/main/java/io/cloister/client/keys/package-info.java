// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// A person's keys on their own disk, readable by nobody else.
@NullMarked
package io.cloister.client.keys;

import org.jspecify.annotations.NullMarked;
