// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.EvidenceKind;
import io.cloister.attestation.Octets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What Intel says about all platforms of one model (TCB Info version 3).
///
/// @param kind the technology
/// @param validity when it holds
/// @param fmspc the model, 6 bytes
/// @param pceId the provisioning certification enclave, 2 bytes
/// @param evaluationNumber Intel's running number of its data
/// @param levels highest first, none twice
/// @param module of TDX 1.0; TDX only
/// @param modules of later versions, by their upper-case id such as `TDX_03`
public record TcbInfo(
    EvidenceKind kind,
    Validity validity,
    Octets fmspc,
    Octets pceId,
    int evaluationNumber,
    List<PlatformLevel> levels,
    Optional<TdxModule> module,
    Map<String, TdxModule> modules) {
  /// The module that this major version names: `TEE_TCB_SVN[1]`.
  public Optional<TdxModule> module(int majorVersion) {
    return majorVersion == 0
        ? module
        : Optional.ofNullable(modules.get("TDX_%02X".formatted(majorVersion)));
  }
}
