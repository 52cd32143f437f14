// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Which workers an owner or auditor believes in, and why: registration, evidence, appraisal.
@NullMarked
package io.cloister.client.worker;

import org.jspecify.annotations.NullMarked;
