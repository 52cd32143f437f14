// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Builds what a worker runs from: at build time only, left out of the worker's jar.
///
/// The same sources, libraries and JDK give the same bytes, wherever and whenever they are built:
/// an auditor's digests are the release's.
@NullMarked
package io.cloister.enclave.image;

import org.jspecify.annotations.NullMarked;
