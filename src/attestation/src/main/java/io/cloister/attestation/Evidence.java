// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation;

import io.cloister.protocol.encoding.CborReader;
import io.cloister.protocol.encoding.CborWriter;
import io.cloister.protocol.encoding.Encodable;
import io.cloister.protocol.encoding.MalformedException;

/// What an attester claims about itself, in its technology's own bytes. Nothing in it is trusted
/// before a [Verifier] has said so.
public sealed interface Evidence extends Encodable {
  /// The most bytes that evidence may have: real TDX quotes have 8,000, and a quoting enclave may
  /// bind up to 65,535 of its own.
  int MAX_SIZE = 256 * 1024;

  /// What the wire form adds at most.
  int WIRE_OVERHEAD = 16;

  /// The bytes as the hardware, or the simulation, made them.
  Octets bytes();

  /// The technology that made them.
  EvidenceKind kind();

  /// Made by software; a type of its own, so that nothing takes it for the real thing.
  ///
  /// @param bytes the signed claims in CBOR
  record SimulatedEvidence(Octets bytes) implements Evidence {
    @Override
    public EvidenceKind kind() {
      return EvidenceKind.SIMULATED;
    }
  }

  /// @param bytes an SGX quote
  record SgxEvidence(Octets bytes) implements Evidence {
    @Override
    public EvidenceKind kind() {
      return EvidenceKind.SGX;
    }
  }

  /// @param bytes a TDX quote
  record TdxEvidence(Octets bytes) implements Evidence {
    @Override
    public EvidenceKind kind() {
      return EvidenceKind.TDX;
    }
  }

  /// @param bytes an SEV-SNP attestation report
  record SnpEvidence(Octets bytes) implements Evidence {
    @Override
    public EvidenceKind kind() {
      return EvidenceKind.SNP;
    }
  }

  /// Evidence of this kind.
  static Evidence of(EvidenceKind kind, Octets bytes) {
    return switch (kind) {
      case SIMULATED -> new SimulatedEvidence(bytes);
      case SGX -> new SgxEvidence(bytes);
      case TDX -> new TdxEvidence(bytes);
      case SNP -> new SnpEvidence(bytes);
    };
  }

  /// Writes a struct of the kind's tag and the bytes.
  @Override
  default void write(CborWriter out) {
    out.map(2).key(1).integer(kind().code()).key(2).bytes(bytes().toBytes());
  }

  /// Reads the wire form. The technology's own bytes are not looked into.
  ///
  /// @throws MalformedException if the bytes are not exactly one wire form, or too many
  static Evidence decode(byte[] encoded) throws MalformedException {
    return CborReader.whole(encoded, MAX_SIZE + WIRE_OVERHEAD, Evidence::read);
  }

  /// Reads the wire form where it is a part of something larger.
  static Evidence read(CborReader in) throws MalformedException {
    EvidenceKind kind = EvidenceKind.ofCode(in.map(2).key(1).integer());
    return of(kind, Octets.of(in.key(2).bytes(MAX_SIZE)));
  }
}
