// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Verifying audit bundles offline.
@NullMarked
package io.cloister.cli.verify;

import org.jspecify.annotations.NullMarked;
