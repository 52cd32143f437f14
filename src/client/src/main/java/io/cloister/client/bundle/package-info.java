// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The offline verifier of audit bundles: a numbered argument from a pinned digest.
@NullMarked
package io.cloister.client.bundle;

import org.jspecify.annotations.NullMarked;
