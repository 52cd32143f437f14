// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// From the folder of an author to a bundle that programs decide by.
@NullMarked
package io.cloister.compliance.publication;

import org.jspecify.annotations.NullMarked;
