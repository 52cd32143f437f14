// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.ear;

import java.util.Arrays;
import java.util.Optional;

/// Which spelling of EAR to write: the claims were renamed on the way to a standard.
public enum EarForm {
  /// The draft's own (draft-ietf-rats-ear-04).
  DRAFT_04("draft-04", "tag:ietf.org,2026:rats/ear#04", "ear_"),
  /// What deployed relying parties read: Veraison's libraries and Trustee.
  VERAISON("veraison", "tag:github.com,2023:veraison/ear", "ear.");

  private final String label;
  private final String profile;
  private final String prefix;

  EarForm(String label, String profile, String prefix) {
    this.label = label;
    this.profile = profile;
    this.prefix = prefix;
  }

  /// The name in options and queries.
  public String label() {
    return label;
  }

  /// The form with this name, if any.
  public static Optional<EarForm> ofLabel(String label) {
    return Arrays.stream(values()).filter(form -> form.label.equals(label)).findFirst();
  }

  String profile() {
    return profile;
  }

  /// A claim's name, such as `ear_verifier_id` or `ear.verifier-id`.
  String claim(String words) {
    return this == DRAFT_04 ? prefix + words.replace('-', '_') : prefix + words;
  }
}
