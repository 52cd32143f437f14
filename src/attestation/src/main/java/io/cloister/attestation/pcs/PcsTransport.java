// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import java.io.IOException;
import java.net.URI;
import java.util.Optional;

/// Gets one document of a service.
public interface PcsTransport {
  /// The largest body, in bytes: Intel's largest revocation list has a few KiB, TCB Info 20.
  int MAX_BODY = 1 << 20;

  /// What the service answered with status 200.
  ///
  /// @param body the exact bytes
  /// @param issuerChain the header with the signer's certificates, still encoded, if there is one
  record Answer(byte[] body, Optional<String> issuerChain) {
    /// Copies the bytes.
    public Answer {
      body = body.clone();
    }

    @Override
    public byte[] body() {
      return body.clone();
    }
  }

  /// Gets a document.
  ///
  /// @throws IOException if the service cannot be reached, does not have it, or sends too much
  Answer get(URI address) throws IOException, InterruptedException;
}
