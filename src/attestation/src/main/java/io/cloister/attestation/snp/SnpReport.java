// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.snp;

import io.cloister.attestation.Octets;
import io.cloister.protocol.encoding.MalformedException;

/// The layout of an attestation report: 1184 bytes, numbers little-endian.
///
/// @param bytes the whole report
record SnpReport(Octets bytes) {
  private static final int SIZE = 0x4a0;
  private static final int SIGNED_SIZE = 0x2a0;
  private static final int SIGNATURE_PART_SIZE = 72;
  private static final int COORDINATE_SIZE = 48;
  private static final int MIN_VERSION = 2;
  private static final int MAX_VERSION = 5;
  private static final long ECDSA_P384_SHA384 = 1;

  private static final int DEBUG_BIT = 19;
  private static final int MIGRATION_AGENT_BIT = 18;

  /// @throws MalformedException if it is of an unknown version or algorithm, or not well-formed
  static SnpReport parse(Octets bytes) throws MalformedException {
    if (bytes.size() != SIZE) {
      throw new MalformedException("expected 1184 bytes");
    }
    SnpReport report = new SnpReport(bytes);
    long version = report.u32(0);
    if (version < MIN_VERSION || version > MAX_VERSION) {
      throw new MalformedException("expected a report of version 2 to 5");
    }
    if (report.u32(0x34) != ECDSA_P384_SHA384) {
      throw new MalformedException("expected a report signed with ECDSA P-384");
    }
    if (!report.unused().isZero()) {
      throw new MalformedException("expected zeros after the signature");
    }
    return report;
  }

  private Octets unused() {
    return bytes.slice(SIGNED_SIZE + 2 * SIGNATURE_PART_SIZE, SIZE);
  }

  Octets signed() {
    return bytes.slice(0, SIGNED_SIZE);
  }

  /// The signature as `r || s`, big-endian; the report has each little-endian in 72 bytes.
  ///
  /// @throws MalformedException if a part does not fit into 48 bytes
  byte[] signature() throws MalformedException {
    byte[] raw = new byte[2 * COORDINATE_SIZE];
    for (int part = 0; part < 2; part++) {
      int from = SIGNED_SIZE + part * SIGNATURE_PART_SIZE;
      if (!bytes.slice(from + COORDINATE_SIZE, from + SIGNATURE_PART_SIZE).isZero()) {
        throw new MalformedException("expected a signature of 48-byte parts");
      }
      for (int i = 0; i < COORDINATE_SIZE; i++) {
        raw[part * COORDINATE_SIZE + COORDINATE_SIZE - 1 - i] = (byte) bytes.at(from + i);
      }
    }
    return raw;
  }

  int guestSvn() {
    return (int) Math.min(u32(0x04), Integer.MAX_VALUE);
  }

  boolean isDebug() {
    return policyBit(DEBUG_BIT);
  }

  boolean hasMigrationAgent() {
    return policyBit(MIGRATION_AGENT_BIT);
  }

  private boolean policyBit(int bit) {
    return (bytes.at(0x08 + bit / 8) & 1 << bit % 8) != 0;
  }

  /// Which key signed: 0 is the chip's (VCEK), 1 the cloud's (VLEK).
  int signingKey() {
    return bytes.at(0x48) >> 2 & 0x07;
  }

  Octets reportData() {
    return bytes.slice(0x50, 0x90);
  }

  Octets measurement() {
    return bytes.slice(0x90, 0xc0);
  }

  Octets idKeyDigest() {
    return bytes.slice(0xe0, 0x110);
  }

  /// The TCB that the signing key was derived for, 8 bytes.
  Octets reportedTcb() {
    return bytes.slice(0x180, 0x188);
  }

  Octets chipId() {
    return bytes.slice(0x1a0, 0x1e0);
  }

  private long u32(int offset) {
    long value = 0;
    for (int i = 3; i >= 0; i--) {
      value = value << 8 | bytes.at(offset + i);
    }
    return value;
  }

  @Override
  public String toString() {
    return "SnpReport[version " + u32(0) + ", measurement " + measurement() + "]";
  }
}
