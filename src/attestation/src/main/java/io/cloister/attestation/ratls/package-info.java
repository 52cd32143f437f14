// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Certificates for TLS that carry evidence (RA-TLS), in the form that other runtimes write and
/// read too: extension 2.23.133.5.4.9 with the DICE tagged evidence in CBOR.
@NullMarked
package io.cloister.attestation.ratls;

import org.jspecify.annotations.NullMarked;
