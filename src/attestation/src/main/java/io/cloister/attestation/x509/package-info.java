// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Certificates and revocation lists (RFC 5280), as far as TEE vendors use them: fixed short chains
/// to a pinned root, read strictly and compared by their exact bytes.
@NullMarked
package io.cloister.attestation.x509;

import org.jspecify.annotations.NullMarked;
