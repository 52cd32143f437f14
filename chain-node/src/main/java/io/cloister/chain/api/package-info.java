// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The HTTP interface of the node.
@NullMarked
package io.cloister.chain.api;

import org.jspecify.annotations.NullMarked;
