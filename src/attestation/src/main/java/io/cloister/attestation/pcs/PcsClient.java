// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.pcs;

import io.cloister.attestation.Endorsements.IntelCollateral;
import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.SignedText;
import io.cloister.protocol.encoding.MalformedException;
import java.io.IOException;
import java.net.URI;

/// Asks a service for the parts of one platform's collateral (Intel PCS API version 4).
public final class PcsClient {
  /// Where Intel itself answers.
  public static final URI INTEL = URI.create("https://api.trustedservices.intel.com");

  /// Where Intel publishes the root's revocation list, which its own service does not serve.
  public static final URI INTEL_ROOT_CRL =
      URI.create("https://certificates.trustedservices.intel.com/IntelSGXRootCA.der");

  private static final String VERSION = "/certification/v4";

  private final PcsTransport transport;
  private final URI base;
  private final URI rootCrl;

  /// @param base the administrator's choice, such as `https://pccs.example:8081`
  /// @param rootCrl where the root's revocation list is; a PCCS has it at
  ///   `/sgx/certification/v4/rootcacrl`
  public PcsClient(PcsTransport transport, URI base, URI rootCrl) {
    this.transport = transport;
    this.base = base;
    this.rootCrl = rootCrl;
  }

  /// A cache of the service at this address, which has the root's revocation list too.
  public static PcsClient ofCache(PcsTransport transport, URI base) {
    return new PcsClient(transport, base, URI.create(base + "/sgx" + VERSION + "/rootcacrl"));
  }

  /// Fetches collateral. Nothing is verified.
  ///
  /// @throws IOException if the service cannot be reached or does not know the platform
  /// @throws MalformedException if an answer is not what was asked for
  IntelCollateral fetch(PlatformSubject subject)
      throws IOException, MalformedException, InterruptedException {
    String tee = subject.kind() == EvidenceKind.TDX ? "/tdx" : "/sgx";
    SignedText tcbInfo =
        PcsDocuments.signed(get(tee + VERSION + "/tcb?fmspc=" + subject.fmspc().hex()), "tcbInfo");
    SignedText identity =
        PcsDocuments.signed(get(tee + VERSION + "/qe/identity"), "enclaveIdentity");
    PcsTransport.Answer pckCrl =
        get("/sgx" + VERSION + "/pckcrl?ca=" + subject.authority() + "&encoding=der");
    return new IntelCollateral(
        tcbInfo,
        identity,
        PcsDocuments.list(transport.get(rootCrl).body()),
        PcsDocuments.list(pckCrl.body()),
        PcsDocuments.chain(pckCrl.issuerChain()));
  }

  private PcsTransport.Answer get(String path) throws IOException, InterruptedException {
    return transport.get(URI.create(base + path));
  }
}
