// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.chain.block;

import io.cloister.protocol.chain.Genesis;
import io.cloister.protocol.chain.LightClient;
import io.cloister.protocol.checkpoint.Checkpoint;
import io.cloister.protocol.checkpoint.NoteSigner;
import io.cloister.protocol.encoding.Digest;
import java.time.InstantSource;

/// Certifies for a roster of one: this gatekeeper's cosignature is all there is.
public final class SoleCertifier implements Certifier {
  private final NoteSigner cosigner;
  private final String origin;
  private final InstantSource clock;

  /// @param genesis of the chain
  /// @param cosigner this gatekeeper's hand
  /// @param clock dates the cosignatures
  public SoleCertifier(Genesis genesis, NoteSigner cosigner, InstantSource clock) {
    this.cosigner = cosigner;
    this.origin = LightClient.origin(genesis.digest());
    this.clock = clock;
  }

  @Override
  public String certify(long size, Digest root) {
    Checkpoint checkpoint = new Checkpoint(origin, size, root);
    return checkpoint.toNote().with(cosigner.cosign(checkpoint, clock.instant())).format();
  }
}
