// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What an auditor pins before believing anything: the chain's genesis digest.
@NullMarked
package io.cloister.client.trust;

import org.jspecify.annotations.NullMarked;
