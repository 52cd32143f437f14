// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Small messages sealed to one recipient (HPKE, RFC 9180).
@NullMarked
package io.cloister.protocol.envelope;

import org.jspecify.annotations.NullMarked;
