// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.intel.collateral;

import io.cloister.attestation.Octets;
import java.util.List;

/// Which TDX module Intel made.
///
/// @param mrSigner who signed it, 48 bytes
/// @param attributes its attributes, 8 bytes
/// @param levels its levels highest first; empty for the module of TDX 1.0, whose version is a
///   component of the platform's
public record TdxModule(Octets mrSigner, Octets attributes, List<SvnLevel> levels) {}
