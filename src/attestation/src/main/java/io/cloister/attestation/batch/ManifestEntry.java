// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.attestation.batch;

import io.cloister.protocol.encoding.MalformedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One object of a manifest, flattened: the scalars under each path, such as
/// `expected.verification.result`. What nobody asks for may have any form.
///
/// @param fields the scalars of each path in order, as text; a list without elements is there
record ManifestEntry(Map<String, List<String>> fields) {
  Optional<String> text(String path) {
    return texts(path).filter(values -> values.size() == 1).map(List::getFirst);
  }

  Optional<List<String>> texts(String path) {
    return Optional.ofNullable(fields.get(path));
  }

  String required(String path) throws MalformedException {
    return text(path).orElseThrow(() -> new MalformedException("expected " + path));
  }

  long number(String path) throws MalformedException {
    try {
      return Long.parseLong(required(path));
    } catch (NumberFormatException e) {
      throw new MalformedException("expected a whole number as " + path, e);
    }
  }
}
