// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Declarations of sealed data and the resumable uploads of their ciphertext.
@NullMarked
package io.cloister.gateway.dataset;

import org.jspecify.annotations.NullMarked;
