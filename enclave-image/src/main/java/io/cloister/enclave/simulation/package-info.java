// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0

/// Evidence and sealing keys made of software, for development. A production image leaves this
/// package out, and with it `io.cloister.attestation.simulated`; nothing outside refers to it.
@NullMarked
package io.cloister.enclave.simulation;

import org.jspecify.annotations.NullMarked;
