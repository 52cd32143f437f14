// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.roots;

import io.cloister.attestation.Octets;
import io.cloister.attestation.x509.Certificate;
import io.cloister.protocol.encoding.MalformedException;
import java.util.Base64;

/// Reads a certificate that is part of this program.
final class PinnedCertificate {
  private PinnedCertificate() {}

  static Certificate of(String base64) {
    try {
      return Certificate.parse(Octets.of(Base64.getMimeDecoder().decode(base64)));
    } catch (MalformedException e) {
      throw new IllegalStateException("a pinned certificate is damaged", e);
    }
  }
}
