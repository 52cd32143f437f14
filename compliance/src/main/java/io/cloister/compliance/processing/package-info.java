// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Decides whether a job may process data: turns what is known of the job into a Cedar request,
/// decides by the processing policies, and explains the answer by article.
@NullMarked
package io.cloister.compliance.processing;

import org.jspecify.annotations.NullMarked;
