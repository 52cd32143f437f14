// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Job definitions, and the approvals, key grants and stops of the data's owners.
@NullMarked
package io.cloister.gateway.definition;

import org.jspecify.annotations.NullMarked;
