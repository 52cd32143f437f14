// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Evidence over HTTP: verifying what a caller sends, what the workers attested, and which jobs a
/// newly found weakness exposes. Every answer is a service, none a reason to trust: clients verify
/// the same evidence themselves.
@NullMarked
package io.cloister.gateway.attestation;

import org.jspecify.annotations.NullMarked;
