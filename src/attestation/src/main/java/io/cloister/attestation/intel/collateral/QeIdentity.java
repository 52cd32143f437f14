// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import io.cloister.attestation.Reason;
import io.cloister.attestation.RefusalException;
import io.cloister.attestation.intel.quote.EnclaveReport;
import java.util.List;

/// Which quoting enclaves Intel made (enclave identity version 2).
///
/// @param id `QE` for SGX, `TD_QE` for TDX
/// @param validity when it holds
/// @param evaluationNumber Intel's running number of its data
/// @param miscSelect expected under its mask
/// @param attributes expected under their mask
/// @param mrSigner who signed them
/// @param isvProdId the product
/// @param levels highest first
public record QeIdentity(
    String id,
    Validity validity,
    int evaluationNumber,
    Masked miscSelect,
    Masked attributes,
    Octets mrSigner,
    int isvProdId,
    List<SvnLevel> levels) {

  /// Bits that must have certain values.
  ///
  /// @param expected the values, zero where the mask is
  /// @param mask the bits
  public record Masked(Octets expected, Octets mask) {
    boolean admits(Octets found) {
      for (int i = 0; i < expected.size(); i++) {
        if ((found.at(i) & mask.at(i)) != expected.at(i)) {
          return false;
        }
      }
      return true;
    }
  }

  /// Demands that an enclave is one of them.
  public void requireMadeByIntel(EnclaveReport enclave) throws RefusalException {
    if (!miscSelect.admits(enclave.miscSelect())
        || !attributes.admits(enclave.attributes())
        || !mrSigner.equals(enclave.mrSigner())
        || isvProdId != enclave.isvProdId()
        || enclave.isDebug()) {
      throw new RefusalException(Reason.QE_IDENTITY, "the quoting enclave is not Intel's " + id);
    }
  }
}
