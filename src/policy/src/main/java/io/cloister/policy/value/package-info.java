// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The values of the Cedar language and its extension types (ip, decimal, datetime, duration).
@NullMarked
package io.cloister.policy.value;

import org.jspecify.annotations.NullMarked;
