// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What the gatekeepers' chain says, and how anyone checks it without trusting them one by one.
@NullMarked
package io.cloister.protocol.chain;

import org.jspecify.annotations.NullMarked;
