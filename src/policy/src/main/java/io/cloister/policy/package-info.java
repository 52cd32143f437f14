// SPDX-FileCopyrightText: 2026 The Cloister Authors
// SPDX-License-Identifier: Apache-2.0
/// Decides by Cedar policies: compiles a policy set once, then answers requests with the verdict,
/// every policy that determined it, and every policy that failed. The same code runs in the
/// gateway, inside the enclave and in the offline verifier, so a decision made once can be made
/// again anywhere.
///
/// No clock, no I/O, no randomness: the time is an attribute of the request.
@NullMarked
package io.cloister.policy;

import org.jspecify.annotations.NullMarked;
