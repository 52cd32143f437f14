// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Job definitions: defining, approving by signature, granting keys, stopping.
@NullMarked
package io.cloister.client.agreement;

import org.jspecify.annotations.NullMarked;
