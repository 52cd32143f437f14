// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import io.cloister.attestation.intel.collateral.QeIdentity.Masked;
import io.cloister.attestation.json.JsonObject;
import io.cloister.attestation.json.JsonReader;
import io.cloister.protocol.encoding.MalformedException;

/// Reads the quoting enclave's identity, version 2 (Intel PCS API version 4, "Get Quoting Enclave
/// Identity").
public final class QeIdentityParser {
  private static final int VERSION = 2;

  /// A hundred times the largest that Intel publishes.
  private static final int MAX_SIZE = 128 * 1024;

  private static final int MISC_SELECT_SIZE = 4;
  private static final int ATTRIBUTES_SIZE = 16;
  private static final int MR_SIGNER_SIZE = 32;

  private QeIdentityParser() {}

  /// Reads the signed object.
  ///
  /// @throws MalformedException if it is of another version or not well-formed
  public static QeIdentity parse(Octets body) throws MalformedException {
    JsonObject identity = JsonReader.object(body.toBytes(), MAX_SIZE);
    identity.integer("version", VERSION, VERSION);
    return new QeIdentity(
        identity.text("id"),
        Levels.validity(identity),
        identity.integer("tcbEvaluationDataNumber", 0, Integer.MAX_VALUE),
        new Masked(
            identity.octets("miscselect", MISC_SELECT_SIZE),
            identity.octets("miscselectMask", MISC_SELECT_SIZE)),
        new Masked(
            identity.octets("attributes", ATTRIBUTES_SIZE),
            identity.octets("attributesMask", ATTRIBUTES_SIZE)),
        identity.octets("mrsigner", MR_SIGNER_SIZE),
        identity.integer("isvprodid", 0, Levels.MAX_SVN_16),
        Levels.svnLevels(identity));
  }
}
