// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// The workers that the chain registered, and how they prove who they are here.
@NullMarked
package io.cloister.gateway.worker;

import org.jspecify.annotations.NullMarked;
