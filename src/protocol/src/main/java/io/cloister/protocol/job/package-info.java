// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// What a job is about: datasets, definitions, approvals, requests and results.
@NullMarked
package io.cloister.protocol.job;

import org.jspecify.annotations.NullMarked;
