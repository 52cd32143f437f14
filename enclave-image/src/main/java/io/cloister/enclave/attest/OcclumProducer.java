// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.enclave.attest;

import io.cloister.attestation.Evidence;
import io.cloister.attestation.Evidence.SgxEvidence;
import io.cloister.attestation.Octets;
import io.cloister.attestation.ReportData;
import io.cloister.enclave.device.Device;
import io.cloister.enclave.device.KernelDevice;
import io.cloister.enclave.device.SgxDevice;
import java.io.IOException;
import java.nio.file.Path;

/// SGX quotes from Occlum, whose `/dev/sgx` asks the machine's quoting enclave.
public final class OcclumProducer implements EvidenceProducer {
  /// The device inside an Occlum enclave. On plain Linux an SGX driver of old has a folder there.
  public static final Path DEVICE = Path.of("/dev/sgx");

  private final Device.Opener opener;

  /// A producer over a device that is opened for each quote.
  public OcclumProducer(Device.Opener opener) {
    this.opener = opener;
  }

  /// The producer of the enclave that this process runs in.
  public static OcclumProducer ofEnclave() {
    return new OcclumProducer(() -> KernelDevice.open(DEVICE));
  }

  @Override
  public Evidence attest(ReportData reportData) throws IOException {
    try (SgxDevice device = new SgxDevice(opener.open())) {
      byte[] quote = device.quote(reportData.toBytes(), Evidence.MAX_SIZE);
      return Spoken.requireSaid(new SgxEvidence(Octets.of(quote)), reportData);
    }
  }
}
