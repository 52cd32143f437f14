// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
package io.cloister.gateway.definition;

/// What an owner's word is about: one dataset in one definition.
record OwnerKey(String definition, String dataset) {}
