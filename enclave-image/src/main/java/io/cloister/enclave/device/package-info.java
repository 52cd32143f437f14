// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Talks to the platform below the worker: a device of the enclave's operating system, or files
/// that the kernel answers itself.
@NullMarked
package io.cloister.enclave.device;

import org.jspecify.annotations.NullMarked;
