// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// The registry of workers: who runs an enclave, proven by which evidence, until when.
@NullMarked
package io.cloister.chain.worker;

import org.jspecify.annotations.NullMarked;
