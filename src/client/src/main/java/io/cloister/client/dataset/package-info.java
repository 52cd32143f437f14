// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Declaring a dataset, sealing its content and uploading the ciphertext resumably.
@NullMarked
package io.cloister.client.dataset;

import org.jspecify.annotations.NullMarked;
