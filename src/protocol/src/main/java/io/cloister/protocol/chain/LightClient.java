// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.protocol.chain;

import io.cloister.protocol.checkpoint.Certification;
import io.cloister.protocol.encoding.Digest;
import io.cloister.protocol.encoding.MalformedException;
import io.cloister.protocol.merkle.MerkleHash;
import io.cloister.protocol.merkle.ProofVerdict;

/// Checks what a chain says, without trusting whoever hands it over: a node, a gateway, a file.
///
/// It trusts the genesis it was made with, and thereby that no more than a third of the validators'
/// weight lies. Each check follows from the one before: the checkpoint is cosigned by the roster,
/// the checkpoint's log holds the header, the header's root holds the entry. It keeps nothing and
/// needs no network, so workers, gateways and offline verifiers share it.
public final class LightClient {
  private final Genesis genesis;
  private final Digest chainId;

  /// @param genesis the start of the chain, as pinned by whoever asks
  public LightClient(Genesis genesis) {
    this.genesis = genesis;
    this.chainId = genesis.digest();
  }

  /// The chain this client follows.
  public Digest chainId() {
    return chainId;
  }

  /// The genesis it trusts.
  public Genesis genesis() {
    return genesis;
  }

  /// The origin line of a chain's checkpoints (C2SP tlog-checkpoint).
  public static String origin(Digest chainId) {
    return "cloister.io/chain/" + chainId.hex();
  }

  /// Checks that a header is final.
  public Finality<Header> verify(byte[] header, Certificate certificate) {
    try {
      return verify(Header.decode(header), certificate);
    } catch (MalformedException e) {
      return new Finality.Refused<>("header: " + e.getMessage());
    }
  }

  /// Checks that an entry stands in a final block.
  public Finality<BlockEntry> verify(EntryProof proof) {
    return switch (verify(proof.header(), proof.certificate())) {
      case Finality.Refused<Header>(var reason) -> new Finality.Refused<>(reason);
      case Finality.Final<Header>(var header, var _) -> entryOf(header, proof);
    };
  }

  private Finality<Header> verify(Header header, Certificate certificate) {
    if (!header.chainId().equals(chainId)) {
      return new Finality.Refused<>("the header is of another chain");
    }
    Digest roster = genesis.gatekeepers().digest();
    if (!header.roster().equals(roster) || !header.nextRoster().equals(roster)) {
      return new Finality.Refused<>("the header names a roster that the genesis does not");
    }
    return switch (genesis.gatekeepers().certifies(origin(chainId), certificate.checkpoint())) {
      case Certification.Refused(var reason) ->
          new Finality.Refused<>("the checkpoint is not certified: " + reason.text());
      case Certification.Certified(var checkpoint, var _) ->
          inLog(header, certificate, checkpoint.size(), checkpoint.root());
    };
  }

  private static Finality<Header> inLog(
      Header header, Certificate certificate, long size, Digest root) {
    boolean placed =
        certificate.inclusion().index() == header.height()
            && certificate.inclusion().size() == size;
    if (placed && certificate.inclusion().verify(root, header.hash()) == ProofVerdict.PROVEN) {
      return new Finality.Final<>(header, header);
    }
    return new Finality.Refused<>("the certified log does not hold the header at its height");
  }

  private static Finality<BlockEntry> entryOf(Header header, EntryProof proof) {
    Digest leaf = MerkleHash.leafHash(proof.entry());
    if (proof.inclusion().size() != header.entries()
        || proof.inclusion().verify(header.entryRoot(), leaf) != ProofVerdict.PROVEN) {
      return new Finality.Refused<>("the block does not hold the entry");
    }
    try {
      return new Finality.Final<>(BlockEntry.decode(proof.entry()), header);
    } catch (MalformedException e) {
      return new Finality.Refused<>("entry: " + e.getMessage());
    }
  }
}
