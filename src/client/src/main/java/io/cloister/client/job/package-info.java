// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Jobs: submitting with sealed parameters, following, and opening the result.
@NullMarked
package io.cloister.client.job;

import org.jspecify.annotations.NullMarked;
