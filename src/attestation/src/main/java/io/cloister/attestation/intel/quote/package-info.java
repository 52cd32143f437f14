// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The layout of Intel's quotes, versions 3 to 5: bytes in, typed parts out, nothing judged.
@NullMarked
package io.cloister.attestation.intel.quote;

import org.jspecify.annotations.NullMarked;
